package io.auditrules.rule;

/**
 * The detection of the catalogue that a rule places into a site.
 *
 * @param detection its id
 * @param isOfPack whether a whole pack was asked for: then what the site cannot support is left out, not refused
 */
public record Origin(String detection, boolean isOfPack) {}
