/**
 * Go templates as Loki and Alertmanager expand them: the language of Go's text/template (1.26), and apart from it what each
 * use adds. {@link io.auditrules.template.LineTemplate} is for the stages of a query (Loki v3.7.6),
 * {@link io.auditrules.template.AlertTemplate} for labels and annotations of alerts (its ruler), and
 * {@link io.auditrules.template.NotificationTemplate} for texts of receivers (Alertmanager 0.34).
 *
 * <p>Inside, a text is what it is to Go: bytes. Each {@code char} of such a {@code String} is one byte, so that an index, a
 * length or half a letter is Go's. {@link io.auditrules.template.Utf8} turns texts at the edge of the package.
 */
@NullMarked
package io.auditrules.template;

import org.jspecify.annotations.NullMarked;
