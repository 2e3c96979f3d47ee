package io.auditrules.maven;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.files.SourceFiles;
import io.auditrules.lint.LintReport;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would go wrong in the cluster with the project's rules and with files of rules and routing that people have:
 * <code>AlertingRule</code> objects, files of Loki's ruler, <code>PrometheusRule</code> objects, <code>alertmanager.yaml</code>.
 * For files it needs no project:
 *
 * <pre>
 * mvn io.auditrules:audit-rules-maven-plugin:lint -Dfiles=rules,alertmanager.yaml
 * </pre>
 */
@Mojo(
        name = "lint",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        requiresProject = false,
        threadSafe = true)
final class LintMojo extends AbstractMojo {
    private final MavenProject project;
    private final MavenSession session;
    private final MojoExecution execution;

    /** Where the definition files lie, in folders of any depth. */
    @Parameter(
            property = PropertyNames.DEFINITIONS_DIRECTORY,
            defaultValue = "${project.basedir}/src/main/audit-rules",
            required = true)
    private File definitionsDirectory = new File("");

    /** Files, and directories of YAML files, with commas between them, that are looked at too. */
    @Parameter(property = PropertyNames.FILES)
    private @Nullable List<File> files;

    /** The least severity that fails the build: <code>error</code>, <code>warning</code>, <code>note</code> or <code>never</code>. */
    @Parameter(property = PropertyNames.LINT_FAIL_ON, defaultValue = "error")
    private String failOn = "error";

    /** <code>text</code>, <code>json</code>, <code>sarif</code> for code scanning, or <code>checkstyle</code>. */
    @Parameter(property = PropertyNames.FORMAT, defaultValue = "text")
    private String format = "";

    /** A file for what is found, instead of the standard output. What is there is replaced. */
    @Parameter(property = PropertyNames.OUTPUT)
    private @Nullable File output;

    /** The version of the Loki Operator that files are for, where no definition has a platform. */
    @Parameter(property = PropertyNames.OPERATOR_VERSION)
    private @Nullable String operatorVersion;

    /** The version of Loki that files are for, where no definition has a platform. */
    @Parameter(property = PropertyNames.LOKI_VERSION)
    private @Nullable String lokiVersion;

    /** Skips all goals of this plugin. */
    @Parameter(property = PropertyNames.SKIP, defaultValue = "false")
    private boolean skip;

    /** Skips this goal, and what other goals do of it. */
    @Parameter(property = PropertyNames.SKIP_LINT, defaultValue = "false")
    private boolean skipLint;

    @Inject
    LintMojo(MavenProject project, MavenSession session, MojoExecution execution) {
        this.project = project;
        this.session = session;
        this.execution = execution;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipLint) {
            getLog().info("Skipped");
            return;
        }
        try {
            LintThreshold threshold = LintThreshold.of(failOn);
            LintFormat written = LintFormat.of(format);
            Optional<LintReport> report = report();
            if (report.isPresent()) {
                TextOutput.write(written.write(report.get()), output, getLog());
                threshold.check(report.get());
            }
        } catch (ProblemsException | JavaRulesException e) {
            throw new MojoFailureException("\n" + e.getMessage(), e);
        } catch (IllegalValueException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** Files that are named are looked at once, however many modules there are. */
    private Optional<LintReport> report() throws MojoFailureException {
        boolean isRoot = project.getFile() == null || project.isExecutionRoot();
        Problems unread = new Problems();
        List<Source> sources = isRoot ? sources(unread) : List.of();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        ProjectRules rules = ProjectRules.of(project, execution);
        boolean isInProject = project.getFile() != null;
        if (isInProject && (definitionsDirectory.exists() || rules.hasProviders())) {
            return Optional.of(rules.read(definitionsDirectory.toPath()).lint(sources, unread.list(), today));
        }
        if (!sources.isEmpty() || !unread.isEmpty()) {
            return Optional.of(AuditRules.lint(platform(), sources, unread.list(), today));
        }
        if (isRoot && project.getModules().isEmpty()) {
            throw new MojoFailureException(
                    "There is nothing to look at: name files of rules with -Dfiles=…, or run this in a project with definitions");
        }
        getLog().info("Skipped: a project without rules of its own");
        return Optional.empty();
    }

    private List<Source> sources(Problems unread) {
        Path base = Path.of(Objects.requireNonNullElse(session.getExecutionRootDirectory(), ""));
        List<Path> paths = Objects.requireNonNullElse(files, List.<File>of()).stream()
                .map(file -> base.resolve(file.toPath()))
                .toList();
        return SourceFiles.read(paths, base, unread);
    }

    private Platform platform() {
        Platform.Builder platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING);
        if (operatorVersion != null) {
            platform.operator(operatorVersion);
        }
        if (lokiVersion != null) {
            platform.loki(lokiVersion);
        }
        return platform.build();
    }
}
