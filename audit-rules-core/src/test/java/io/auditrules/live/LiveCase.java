package io.auditrules.live;

import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;

/** A scenario of the corpus and the site it is played on. */
record LiveCase(Site site, Scenario scenario) {}
