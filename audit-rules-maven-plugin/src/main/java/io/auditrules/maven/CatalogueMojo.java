package io.auditrules.maven;

import io.auditrules.catalogue.Listing;
import io.auditrules.diagnostic.ProblemsException;
import java.io.File;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the detections that rules can use by name, or shows one with all that is said of it. Needs no project. With
 * <code>mvn -q</code> nothing but the list is printed:
 *
 * <pre>
 * mvn -q audit-rules:catalogue -Dpack=access -Dattack=T1609
 * mvn -q audit-rules:catalogue -Did=pod-exec
 * </pre>
 */
@Mojo(name = "catalogue", requiresProject = false, aggregator = true, threadSafe = true)
final class CatalogueMojo extends AbstractMojo {
    /** A detection to show: what it finds and what not, what is harmless, and what to do. */
    @Parameter(property = PropertyNames.ID)
    private @Nullable String id;

    /** Lists the detections of a pack, such as <code>essential</code>. */
    @Parameter(property = PropertyNames.PACK)
    private @Nullable String pack;

    /**
     * Lists the detections that need this audit level, <code>Metadata</code>, <code>Request</code> or
     * <code>RequestResponse</code>, or that find a part with it.
     */
    @Parameter(property = PropertyNames.LEVEL)
    private @Nullable String level;

    /** Lists the detections that look for an ATT&amp;CK technique, such as <code>T1552</code>, or its sub-techniques. */
    @Parameter(property = PropertyNames.ATTACK)
    private @Nullable String attack;

    /**
     * Lists the detections that cover rules of a public set: <code>falco</code>, <code>sigma</code>, <code>panther</code>,
     * <code>elastic</code>, <code>stratus</code> or <code>other</code>.
     */
    @Parameter(property = PropertyNames.SOURCE)
    private @Nullable String source;

    /** <code>table</code>, or <code>json</code> in one line, for programs. */
    @Parameter(property = PropertyNames.FORMAT, defaultValue = "table")
    private String format = "";

    /** A file for the list, instead of the standard output. What is there is replaced. */
    @Parameter(property = PropertyNames.OUTPUT)
    private @Nullable File output;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Listing.Builder listing = Listing.builder().format(format);
        set(id, listing::id);
        set(pack, listing::pack);
        set(level, listing::level);
        set(attack, listing::attack);
        set(source, listing::source);
        try {
            TextOutput.write(listing.build().text(), output, getLog());
        } catch (ProblemsException e) {
            throw new MojoFailureException("\n" + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private static void set(@Nullable String value, Consumer<String> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
