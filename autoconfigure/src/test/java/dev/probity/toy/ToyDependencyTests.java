package dev.probity.toy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A new dependency is one package: a check, and an auto-configuration that defines it.
 */
class ToyDependencyTests {

	@Test
	void whatHoldsForEveryCheckHoldsForIt() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			runner(server.getLocalPort()).run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("mail")).isNotNull();
				server.close();
				CheckMonitor monitor = context.getBean(CheckMonitor.class);
				await().until(() -> Objects.requireNonNull(monitor.snapshot("mail")).state() == CheckState.FAILING);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DEGRADED);
				assertThat(Contexts.status(context, "letters")).isEqualTo(ProbeStatus.DOWN);
				assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			});
		}
	}

	@Test
	void itIsAsCriticalAsTheApplicationSays() throws IOException {
		int closed;
		try (ServerSocket server = new ServerSocket(0)) {
			closed = server.getLocalPort();
		}
		runner(closed).withPropertyValues("probity.checks.mail.criticality=required").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
		});
	}

	@Test
	void itNeedsNothingButTheCoreAndWhereChecksAreDefinedAndRegistered() {
		JavaClasses room = new ClassFileImporter().importClasses(MailServer.class, MailCheck.class,
				MailCheckAutoConfiguration.class);
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "org.springframework..", "dev.probity.check",
					"dev.probity.probe", "dev.probity.definition", "dev.probity.registration", "dev.probity.toy")
			.check(room);
	}

	private static ApplicationContextRunner runner(int port) {
		return Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(MailCheckAutoConfiguration.class))
			.withBean(MailServer.class, () -> new MailServer("127.0.0.1", port))
			.withPropertyValues("probity.features.letters.checks=mail", "probity.checks.mail.interval=100ms",
					"probity.checks.mail.retry-interval=50ms", "probity.checks.mail.timeout=1s");
	}

}
