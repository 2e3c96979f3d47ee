package io.auditrules.scenario;

import io.auditrules.diagnostic.Place;

/** A scenario and where it was written. */
public record PlacedScenario(Scenario scenario, Place place) {}
