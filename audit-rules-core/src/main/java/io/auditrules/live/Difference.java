package io.auditrules.live;

/**
 * Where the simulation and the real peers do not agree.
 *
 * @param what is told otherwise, and when
 * @param simulated what the simulation says; empty if nothing
 * @param real what the real one says; empty if nothing
 */
public record Difference(String what, String simulated, String real) {
    @Override
    public String toString() {
        return what + "\n  simulated: " + simulated + "\n  real:      " + real;
    }
}
