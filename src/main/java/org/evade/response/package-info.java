/**
 * From the diameters of lesions to what a radiologist calls them: RECIST 1.1, iRECIST, the classes
 * of resistance of SITC and of Schoenfeld. Uses nothing else of Evade.
 */
package org.evade.response;
