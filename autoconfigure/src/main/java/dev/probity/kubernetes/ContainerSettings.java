package dev.probity.kubernetes;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.KubernetesProperties;
import dev.probity.settings.LivenessFailureAction;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What is to be told of the end of this container, read from the environment before there
 * is any bean: a start that fails has last words, too.
 *
 * @param message the termination message file, or {@code null} for none
 * @param ledger the directory of the ledger, or {@code null} for none
 * @param onFailure what to do when liveness fails
 * @param grace how long an end that was asked for may take
 */
record ContainerSettings(@Nullable Path message, @Nullable Path ledger, LivenessFailureAction onFailure,
		Duration grace) {

	static final String MESSAGE = "probity.kubernetes.termination-message-path";

	static final String LEDGER = "probity.kubernetes.ledger-path";

	// what Kubernetes gives unless told otherwise
	private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

	/**
	 * What an environment says.
	 * @return the settings, or {@code null} if nothing is to be told anywhere
	 * @throws FailureAnalyzedException if a setting cannot be
	 */
	static @Nullable ContainerSettings of(Environment environment) {
		if (!environment.getProperty("probity.enabled", Boolean.class, true) || SpringBootTests.isOne(environment)) {
			return null;
		}
		Binder binder = Binder.get(environment);
		KubernetesProperties pod = binder.bindOrCreate("probity.kubernetes", Bindable.of(KubernetesProperties.class));
		LivenessFailureAction onFailure = binder.bind("probity.liveness.on-failure", LivenessFailureAction.class)
			.orElse(LivenessFailureAction.ANSWER);
		Path message = CloudPlatform.KUBERNETES.isActive(environment) ? path(MESSAGE, pod.terminationMessagePath())
				: null;
		Path ledger = (pod.ledgerPath() != null) ? path(LEDGER, pod.ledgerPath()) : null;
		if (message == null && ledger == null && onFailure == LivenessFailureAction.ANSWER) {
			return null;
		}
		Duration grace = pod.terminationGracePeriod();
		return new ContainerSettings(message, ledger, onFailure, (grace != null) ? grace : DEFAULT_GRACE);
	}

	private static @Nullable Path path(String property, String text) {
		try {
			return text.isBlank() ? null : Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new FailureAnalyzedException(
					"The property '%s' is '%s', which is no path: %s.".formatted(property, text, ex.getReason()),
					"Set it to the path of the container, or remove it.", ex);
		}
	}

}
