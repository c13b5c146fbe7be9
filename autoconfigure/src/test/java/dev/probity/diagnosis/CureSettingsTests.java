package dev.probity.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.StubDataSource;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cure either has an effect or stops the start.
 */
class CureSettingsTests {

	private final ApplicationContextRunner contexts = Contexts.withoutWeb()
		.withBean("orders", DataSource.class, StubDataSource::new)
		.withBean("billing", DependencyCheck.class, () -> CheckResult::passed);

	@ParameterizedTest
	@CsvSource({ "restart, true", "heal, evict" })
	void ofAClientThatNobodyDiagnosesItStopsTheStart(String setting, String value) {
		this.contexts.withPropertyValues("probity.checks.billing.%s=%s".formatted(setting, value))
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'probity.checks.billing.%s' has no effect".formatted(setting)));
	}

	@ParameterizedTest
	@CsvSource({ "restart, true", "heal, evict" })
	void withoutADiagnosisItStopsTheStart(String setting, String value) {
		this.contexts
			.withPropertyValues("probity.checks.db.%s=%s".formatted(setting, value), "probity.diagnosis.enabled=false")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'probity.checks.db.%s' is %s, but 'probity.diagnosis.enabled' is false"
					.formatted(setting, value)));
	}

	@ParameterizedTest
	@CsvSource({ "interval", "confirm-after" })
	void termsThatAreTooShortStopTheStart(String property) {
		this.contexts.withPropertyValues("probity.diagnosis.%s=10ms".formatted(property))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("'probity.diagnosis.%s' is 10ms".formatted(property)));
	}

	@Test
	void aRestartThatIsWantedIsACheckThatFeedsLiveness() {
		this.contexts.withPropertyValues("probity.checks.db.restart=true").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Contexts.check(context, "client/db").kind().mayFeedLiveness()).isTrue();
		});
	}

	@Test
	void ofAPoolThatCannotBeDiagnosedItIsToldOnce() {
		try (LoggedLines log = new LoggedLines(ClientDiagnoses.class)) {
			this.contexts.withPropertyValues("probity.checks.db.heal=evict", "probity.defaults.interval=100ms")
				.run((context) -> {
					List<String> lines = new ArrayList<>();
					await().until(() -> lines.addAll(log.next()));
					await().during(Duration.ofSeconds(2)).until(() -> !lines.addAll(log.next()));
					assertThat(lines).singleElement()
						.asString()
						.startsWith("WARN Check 'db': what is set under heal or restart has no effect");
				});
		}
	}

	/**
	 * It may be one that can be healed.
	 */
	@Test
	void ofAPoolThatIsNotThereYetNothingIsTold() {
		AtomicInteger runs = new AtomicInteger();
		try (LoggedLines log = new LoggedLines(ClientDiagnoses.class)) {
			Contexts.withoutWeb().withBean("orders", DataSource.class, () -> {
				runs.incrementAndGet();
				throw new IllegalStateException("the database cannot be reached");
			}, (bean) -> bean.setLazyInit(true))
				.withPropertyValues("probity.checks.db.heal=evict", "probity.defaults.interval=100ms")
				.run((context) -> {
					await().until(() -> runs.get() > 2);
					List<String> lines = new ArrayList<>();
					await().during(Duration.ofSeconds(2)).until(() -> !lines.addAll(log.next()) && lines.isEmpty());
					assertThat(Contexts.check(context, "db").lastResult().details())
						.doesNotContainKey("freshConnection");
				});
		}
	}

}
