package org.evade.observation;

import java.util.List;

/**
 * What is in one voxel.
 *
 * @param xUm center along x in µm
 * @param yUm center along y in µm
 * @param zUm center along z in µm
 * @param day day of treatment
 * @param cell {@code tumor}, {@code debris} or {@code none}
 * @param cloneName clone of the tumor cell, else empty
 * @param genotype its resistance alterations, else empty
 * @param pdl1 PD-L1 of the tumor cell, a multiple of the default density, else NaN
 * @param visibility share of the founder's neoantigens that the tumor cell shows times the
 *     recognition that its MHC-I allows, 0 to 1, else NaN
 * @param cd8 CD8 T cells
 * @param treg regulatory T cells
 * @param mdsc myeloid-derived suppressor cells
 * @param vessel whether a vessel is there
 * @param ecm density of the matrix, 0 to 1
 * @param fields the fields in the order and units of {@link Quantity#FIELDS}
 */
public record Voxel(
    double xUm,
    double yUm,
    double zUm,
    int day,
    String cell,
    String cloneName,
    String genotype,
    double pdl1,
    double visibility,
    int cd8,
    int treg,
    int mdsc,
    boolean vessel,
    double ecm,
    List<Double> fields) {}
