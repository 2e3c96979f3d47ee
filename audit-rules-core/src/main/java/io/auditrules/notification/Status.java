package io.auditrules.notification;

/** What is said of an alert, or of a notification: it fires while any of its alerts does. */
public enum Status {
    FIRING,
    RESOLVED
}
