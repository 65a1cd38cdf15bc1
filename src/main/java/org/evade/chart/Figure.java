package org.evade.chart;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;

/**
 * A picture that can be written as PNG and SVG.
 *
 * @param name the files' name without ending
 * @param width in points
 * @param height in points
 * @param drawing draws it into an area of that size
 */
record Figure(String name, int width, int height, Drawing drawing) {

  /** Pixels of the PNG per point. */
  static final int SCALE = 2;

  /** 300 dots per inch: 1800 pixels are 6 inches in print. */
  private static final String MILLIMETERS_PER_PIXEL = "0.0846666";

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** What draws a picture. */
  @FunctionalInterface
  interface Drawing {

    /** Draws into an area whose upper left corner is the origin. */
    void draw(Graphics2D graphics, Rectangle2D area);
  }

  /** The same picture under another name. */
  Figure named(String other) {
    return new Figure(other, width, height, drawing);
  }

  /** Writes {@code <name>.png} and {@code <name>.svg}. */
  List<Path> write(Path directory) {
    Path png = directory.resolve(name + ".png");
    Path svg = directory.resolve(name + ".svg");
    try {
      replace(png, png());
      replace(svg, svg());
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot write chart " + name, e);
    }
    return List.of(png, svg);
  }

  /** The picture in pixels. */
  BufferedImage image() {
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(SCALE, SCALE);
    paint(graphics);
    graphics.dispose();
    return image;
  }

  private void paint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    Rectangle2D area = new Rectangle2D.Double(0, 0, width, height);
    graphics.setColor(Color.WHITE);
    graphics.fill(area);
    drawing.draw(graphics, area);
  }

  private byte[] png() throws IOException {
    BufferedImage image = image();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      IIOMetadataNode size = new IIOMetadataNode("Dimension");
      for (String direction : List.of("HorizontalPixelSize", "VerticalPixelSize")) {
        IIOMetadataNode pixel = new IIOMetadataNode(direction);
        pixel.setAttribute("value", MILLIMETERS_PER_PIXEL);
        size.appendChild(pixel);
      }
      IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
      root.appendChild(size);
      metadata.mergeTree("javax_imageio_1.0", root);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private byte[] svg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SVGGraphics2D graphics =
        new SVGGraphics2D(document(), new PngInline(), new DefaultExtensionHandler(), false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    paint(graphics);
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      graphics.stream(writer, true);
    }
    return bytes.toByteArray();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK cannot make XML documents", e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      // There only after a failure, such as a full disk.
      Files.deleteIfExists(temporary);
    }
  }

  /** Images within the SVG, encoded by the JDK: batik's own encoder is a module we do without. */
  private static final class PngInline extends ImageHandlerBase64Encoder {

    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
      try {
        ImageIO.write(image, "png", out);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException("cannot encode an image", e);
      }
    }
  }
}
