package dev.probity.kubernetes;

import java.nio.file.Path;
import java.time.Duration;

import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.LivenessFailureAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where anything is said of the end of a container.
 */
class ContainerSettingsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private ContainerSettings settings() {
		return ContainerSettings.of(this.environment);
	}

	private void onKubernetes() {
		this.environment.setProperty("spring.main.cloud-platform", "kubernetes");
	}

	@Test
	void onKubernetesTheMessageGoesWhereKubernetesLooksUnlessToldOtherwise() {
		onKubernetes();
		assertThat(settings()).isEqualTo(new ContainerSettings(Path.of("/dev/termination-log"), null,
				LivenessFailureAction.ANSWER, Duration.ofSeconds(30)));
		this.environment.setProperty("probity.kubernetes.termination-message-path", "/tmp/log");
		this.environment.setProperty("probity.kubernetes.termination-grace-period", "60");
		assertThat(settings()).isEqualTo(
				new ContainerSettings(Path.of("/tmp/log"), null, LivenessFailureAction.ANSWER, Duration.ofMinutes(1)));
	}

	@Test
	void elsewhereNobodyReadsAMessage() {
		this.environment.setProperty("probity.kubernetes.termination-message-path", "/tmp/log");
		assertThat(settings()).isNull();
	}

	@Test
	void aLedgerIsKeptWhereverItsPathIsSet() {
		this.environment.setProperty("probity.kubernetes.ledger-path", "/ledger");
		assertThat(settings()).isEqualTo(
				new ContainerSettings(null, Path.of("/ledger"), LivenessFailureAction.ANSWER, Duration.ofSeconds(30)));
	}

	@Test
	void livenessMayExitAnywhere() {
		this.environment.setProperty("probity.liveness.on-failure", "exit");
		assertThat(settings())
			.isEqualTo(new ContainerSettings(null, null, LivenessFailureAction.EXIT, Duration.ofSeconds(30)));
	}

	@Test
	void inATestOfSpringBootNothingIsSaid() {
		onKubernetes();
		this.environment.setProperty(SpringBootTestContextBootstrapper.class.getName(), "true");
		assertThat(settings()).isNull();
	}

	@Test
	void withoutProbityNothingIsSaid() {
		onKubernetes();
		this.environment.setProperty("probity.enabled", "false");
		assertThat(settings()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.kubernetes.termination-message-path", "probity.kubernetes.ledger-path" })
	void whatIsNoPathIsRefused(String property) {
		onKubernetes();
		this.environment.setProperty(property, "/a\u0000b");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(this::settings)
			.withMessageContaining(property)
			.withMessageContaining("which is no path");
	}

}
