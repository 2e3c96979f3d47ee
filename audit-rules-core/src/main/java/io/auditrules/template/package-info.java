/**
 * Go templates as Loki and Alertmanager expand them: the language of Go's text/template, and apart from it the functions
 * that Loki adds. Rules are those of Go 1.26 and Loki v3.7.6.
 *
 * <p>Inside, a text is what it is to Go: bytes. Each {@code char} of such a {@code String} is one byte, so that an index, a
 * length or half a letter is Go's. {@link io.auditrules.template.Utf8} turns texts at the edge of the package.
 */
@NullMarked
package io.auditrules.template;

import org.jspecify.annotations.NullMarked;
