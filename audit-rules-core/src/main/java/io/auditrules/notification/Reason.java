package io.auditrules.notification;

/** Why a notification was sent; the kinds are those of {@code notify.NotifyReason} in Alertmanager 0.34. */
public enum Reason {
    /** Nobody was told of this group yet, or all that was told has ended. */
    FIRST,
    /** An alert fires that was not firing in the last notification. */
    NEW_ALERTS,
    /** Some alerts ended, others still fire. */
    NEW_RESOLVED,
    /** All alerts ended. */
    ALL_RESOLVED,
    /** Nothing changed for {@code repeat_interval}. */
    REPEAT
}
