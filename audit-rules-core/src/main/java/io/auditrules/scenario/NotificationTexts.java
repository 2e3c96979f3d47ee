package io.auditrules.scenario;

import io.auditrules.notification.Notification;

/** What a notification says in words. */
final class NotificationTexts {
    private NotificationTexts() {}

    static String expand(Notification notification, String key) {
        return notification.toString() + key;
    }
}
