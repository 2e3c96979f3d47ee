package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.ProblemsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRulesTest {
    private static final String NO_RULES = "return AuditRules.combine(java.util.List.of());";

    @TempDir
    private Path directory;

    private ProjectClasses classes;

    @BeforeEach
    void startEmpty() {
        classes = new ProjectClasses(directory);
    }

    @Test
    void areNoneWithoutProvider() {
        assertThat(new JavaRules(List.of(directory.resolve("missing"), directory)).load())
                .isEmpty();
    }

    @Test
    void comeFromEveryProvider() throws IOException {
        classes.withProvider("Pods", NO_RULES).withProvider("Secrets", NO_RULES);

        assertThat(new JavaRules(classes.classpath()).load()).hasSize(2);
    }

    @Test
    void mayBringTheirOwnVersionOfALibraryOfOurs() throws IOException {
        classes.with(
                        "com.fasterxml.jackson.core.JsonFactory",
                        "package com.fasterxml.jackson.core; public class JsonFactory { public int own() { return 1; } }")
                .with("rules.UsesJackson", """
                        package rules;
                        public final class UsesJackson {
                            public static Object loader() throws Exception {
                                Class<?> own = Class.forName("com.fasterxml.jackson.core.JsonFactory");
                                own.getMethod("own");
                                return own.getClassLoader();
                            }
                        }
                        """)
                .withProvider("Own", """
                        try {
                            if (UsesJackson.loader() != Thread.currentThread().getContextClassLoader()) {
                                throw new IllegalStateException("not the project's");
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        """ + NO_RULES);

        assertThat(new JavaRules(classes.classpath()).load()).hasSize(1);
    }

    @Test
    void leaveTheThreadsClassLoaderAsItWas() throws IOException {
        classes.withProvider("Fails", "throw new IllegalStateException(\"no\");");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load()).isInstanceOf(JavaRulesException.class);

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void compiledForANewerJavaNameBothVersions() throws IOException {
        classes.withProvider("Newer", NO_RULES).needingJava("rules.Newer", 99);

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load())
                .hasMessage("rules in Java are compiled for Java 99, Maven runs on Java %d: "
                                .formatted(Runtime.version().feature())
                        + "run Maven on a newer JDK or lower maven.compiler.release");
    }

    @Test
    void thatThrowAreNamedWithTheirLine() throws IOException {
        classes.withProvider("Fails", "throw new IllegalStateException(\"no threshold\");");

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load()).hasMessage("""
                        rules.Fails: java.lang.IllegalStateException: no threshold
                          at Fails.java:9""");
    }

    @Test
    void withAnIllegalValueSayOnlyWhatIsWrong() throws IOException {
        classes.withProvider(
                "Illegal", "throw new io.auditrules.diagnostic.IllegalValueException(\"no window\", \"add one\");");

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load()).hasMessage("""
                        rules.Illegal: no window: add one
                          at Illegal.java:9""");
    }

    @Test
    void passProblemsOnAsTheyAre() throws IOException {
        classes.withProvider("Problems", """
                var source = new io.auditrules.diagnostic.Source("a.yaml", "x");
                throw new io.auditrules.diagnostic.ProblemsException(java.util.List.of(
                        new io.auditrules.diagnostic.Problem(source.place(), "empty", "")));
                """);

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load())
                .isInstanceOf(ProblemsException.class)
                .hasMessageStartingWith("a.yaml: empty");
    }

    @Test
    void thatTheServiceFileMisspellsAreNamed() throws IOException {
        classes.providing("rules.Missing");

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load())
                .isInstanceOf(JavaRulesException.class)
                .hasMessageContaining("rules.Missing")
                .hasMessageContaining("META-INF/services/io.auditrules.AuditRulesProvider");
    }

    @Test
    void thatUseWhatTheLibraryDoesNotHaveSaySo() throws IOException {
        classes.with("rules.Gone", "package rules; public final class Gone { public static void call() {} }")
                .withProvider("Links", "Gone.call(); " + NO_RULES)
                .with("rules.Gone", "package rules; public final class Gone {}");

        assertThatThrownBy(() -> new JavaRules(classes.classpath()).load())
                .isInstanceOf(JavaRulesException.class)
                .hasMessageContaining("rules.Gone.call()")
                .hasMessageContaining("audit-rules-core");
    }
}
