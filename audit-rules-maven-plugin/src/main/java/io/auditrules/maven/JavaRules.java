package io.auditrules.maven;

import io.auditrules.AuditRules;
import io.auditrules.AuditRulesProvider;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that a project writes in Java.
 *
 * @param classpath the project's own classes and what they need at run time
 */
record JavaRules(List<Path> classpath) {
    /** Where a project names its providers. */
    static final String SERVICE_FILE = "META-INF/services/" + AuditRulesProvider.class.getName();

    private static final String LOADER_NAME = "audit-rules-project";
    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");
    private static final int CLASS_FILE_VERSION_OF_JAVA_0 = 44;

    JavaRules {
        classpath = List.copyOf(classpath);
    }

    /** What the project's providers have to say, in the order of the classpath; empty without a provider. */
    List<AuditRules> load() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                LOADER_NAME, urls(), new ApiClassLoader(AuditRulesProvider.class.getClassLoader()))) {
            thread.setContextClassLoader(loader);
            List<AuditRules> rules = new ArrayList<>();
            for (AuditRulesProvider provider : ServiceLoader.load(AuditRulesProvider.class, loader)) {
                rules.add(rulesOf(provider));
            }
            return rules;
        } catch (UnsupportedClassVersionError e) {
            throw new JavaRulesException(newerJava(e), e);
        } catch (LinkageError e) {
            throw new JavaRulesException(
                    "rules in Java do not fit the classes around them: " + e
                            + "\n  compile them against the version of audit-rules-core that the plugin has",
                    e);
        } catch (ServiceConfigurationError e) {
            throw new JavaRulesException(
                    "rules in Java cannot be loaded: " + e.getMessage()
                            + "\n  each line of " + SERVICE_FILE
                            + " names a public class with a public constructor without parameters that implements "
                            + AuditRulesProvider.class.getSimpleName(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static AuditRules rulesOf(AuditRulesProvider provider) {
        try {
            return provider.auditRules();
        } catch (ProblemsException e) {
            throw e;
        } catch (RuntimeException e) {
            String what = e instanceof IllegalValueException ? e.getMessage() : e.toString();
            throw new JavaRulesException(provider.getClass().getName() + ": " + what + placeInProject(e), e);
        }
    }

    /** The line of the project that was at work when something went wrong. */
    private static String placeInProject(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> LOADER_NAME.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(frame -> "\n  at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static String newerJava(UnsupportedClassVersionError error) {
        Matcher version = CLASS_FILE_VERSION.matcher(String.valueOf(error.getMessage()));
        String compiledFor = version.find()
                ? "Java " + (Integer.parseInt(version.group(1)) - CLASS_FILE_VERSION_OF_JAVA_0)
                : "a newer Java";
        return "rules in Java are compiled for " + compiledFor + ", Maven runs on Java "
                + Runtime.version().feature() + ": run Maven on a newer JDK or lower maven.compiler.release";
    }

    private URL[] urls() throws MalformedURLException {
        URL[] urls = new URL[classpath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classpath.get(i).toUri().toURL();
        }
        return urls;
    }
}
