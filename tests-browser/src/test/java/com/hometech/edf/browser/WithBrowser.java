package com.hometech.edf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the browser, which is started once for all of them, and a {@link CannedServer} of their own. Without a browser on
 * the machine they are skipped. A test also fails where the browser's console has errors, or where the pages or the server's
 * answers differ from the contract.
 */
final class WithBrowser implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(WithBrowser.class);

    /** The browser with its profile. */
    private record Session(Browser browser, Path profile) implements AutoCloseable {
        static Session start() {
            try {
                Path profile = Files.createTempDirectory("edf-browser");
                return new Session(Browser.start(profile), profile);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            browser.close();
            try (var files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Browser.program().isPresent() && Browser.driverProgram().isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(
                        "Chromium and chromedriver are not on the PATH (Debian: apt-get install chromium chromium-driver)");
    }

    /** Each test has a server of its own, although its constructor takes it. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Browser.class || type == CannedServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class ? browser(context) : server(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            return;
        }
        assertThat(browser(context).complaints())
                .as("errors in the browser's console")
                .isEmpty();
        assertThat(server(context).faults()).as("differences from openapi.yaml").isEmpty();
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Session.class, unused -> Session.start(), Session.class)
                .browser();
    }

    private static CannedServer server(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(CannedServer.class, unused -> new CannedServer(), CannedServer.class);
    }
}
