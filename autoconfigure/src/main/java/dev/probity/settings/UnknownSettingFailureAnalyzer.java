package dev.probity.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains settings that do not exist, above all one of a check with a slash in its name
 * that was written with a dot instead. Spring Boot's own analysis lists them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final Pattern NESTED = Pattern.compile("(probity\\.checks)\\.([^.\\[]+)\\.([^.\\[]+)\\.([^.]+)");

	private static final Pattern FEATURE_AMONG_NEEDS = Pattern.compile("(probity\\.consumers.+)\\.needs\\.feature");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<String> names = cause.getUnboundProperties()
			.stream()
			.map((property) -> property.getName().toString())
			.filter((name) -> name.startsWith("probity."))
			.toList();
		if (names.isEmpty()) {
			return null;
		}
		String origins = cause.getUnboundProperties()
			.stream()
			.map((property) -> property.getName() + " (" + property.getOrigin() + ")")
			.reduce((one, other) -> one + ", " + other)
			.orElseThrow();
		return new FailureAnalysis("Settings of Probity that do not exist: " + origins + ".", action(names), cause);
	}

	private static String action(List<String> names) {
		StringBuilder action = new StringBuilder("Correct or remove them.");
		for (String name : names) {
			Matcher nested = NESTED.matcher(name);
			if (nested.matches()) {
				action.append(
						" If '%s' is one of several parts of '%s', write '%s.[%s/%s].%s'.".formatted(nested.group(3),
								nested.group(2), nested.group(1), nested.group(2), nested.group(3), nested.group(4)));
			}
			Matcher feature = FEATURE_AMONG_NEEDS.matcher(name);
			if (feature.matches()) {
				action.append(" A feature is needed beside checks: write '%s.feature'.".formatted(feature.group(1)));
			}
		}
		return action.toString();
	}

}
