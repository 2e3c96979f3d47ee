package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The output directory of a project with rules in Java, compiled while the test runs.
 *
 * @param directory where the classes lie
 */
record ProjectClasses(Path directory) {

    /** Compiles a class; its name is given apart, because the compiler wants to hear it twice. */
    ProjectClasses with(String className, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                directory.toString(),
                "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"));
        assertThat(compiler.getTask(errors, null, null, options, null, List.of(file))
                        .call())
                .as(errors::toString)
                .isTrue();
        return this;
    }

    /** A provider that is named and compiled; the body is that of its method. */
    ProjectClasses withProvider(String simpleName, String body) throws IOException {
        return providing("rules." + simpleName).with("rules." + simpleName, """
                        package rules;

                        import io.auditrules.AuditRules;
                        import io.auditrules.AuditRulesProvider;

                        public final class %s implements AuditRulesProvider {
                            @Override
                            public AuditRules auditRules() {
                                %s
                            }
                        }
                        """.formatted(simpleName, body));
    }

    /** Adds a line to the service file. */
    ProjectClasses providing(String className) throws IOException {
        Path services = directory.resolve(JavaRules.SERVICE_FILE);
        Files.createDirectories(services.getParent());
        String before = Files.exists(services) ? Files.readString(services) : "";
        Files.writeString(services, before + className + "\n");
        return this;
    }

    /** Makes a compiled class say that it needs a certain Java. */
    ProjectClasses needingJava(String className, int feature) throws IOException {
        Path file = directory.resolve(className.replace('.', '/') + ".class");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putShort(6, (short) (44 + feature));
        Files.write(file, bytes);
        return this;
    }

    List<Path> classpath() {
        return List.of(directory);
    }
}
