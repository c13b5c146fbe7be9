package dev.probity.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.ProbityVariables;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Which checks the names under <code>probity.checks</code> mean. A name that is that of
 * two, or that nobody knows, stops the start; one that is known and means nothing here is
 * notified of, once all checks of the start are there.
 */
public final class SettingTargets {

	private static final Log logger = LogFactory.getLog(SettingTargets.class);

	private static final String PREFIX = "probity.checks";

	private final ProbityProperties properties;

	private final List<ProbityVariables> variables;

	private final CheckCriticalities checks;

	private final Predicate<String> later;

	private final ApplicationContext context;

	SettingTargets(ProbityProperties properties, List<ProbityVariables> variables, CheckCriticalities checks,
			Predicate<String> later, ApplicationContext context) {
		this.properties = properties;
		this.variables = variables;
		this.checks = checks;
		this.later = later;
		this.context = context;
	}

	/**
	 * Fail if something is said of a check that nobody knows, or of two.
	 * @return the names that mean no check
	 */
	Set<String> validate() {
		Set<String> known = this.checks.known();
		Set<String> withoutCheck = new LinkedHashSet<>();
		for (String said : this.properties.checks().keySet()) {
			Set<String> meant = meant(said, known);
			if (meant.size() > 1) {
				throw new FailureAnalyzedException(
						"%s means more than one check: %s.".formatted(words(said),
								meant.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(" and "))),
						"Write the name with its slashes in a file, such as '%s[%s]', or rename one of them: in an environment variable only letters and digits count."
							.formatted(PREFIX, meant.iterator().next()));
			}
			if (meant.isEmpty()) {
				requireBuiltIn(said, known);
				withoutCheck.add(said);
			}
		}
		return withoutCheck;
	}

	private void requireBuiltIn(String said, Set<String> known) {
		if (this.properties.validateNames() && !mayBeBuiltIn(said) && !this.later.test(said)) {
			throw new FailureAnalyzedException("%s names a check that does not exist.".formatted(words(said)),
					("Use one of the checks of this application (%s). If it is a check of a child context, set the property "
							+ "for that context only; if it comes while the application runs, or if several contexts "
							+ "share their properties, set 'probity.validate-names' to false.")
						.formatted(String.join(", ", known)));
		}
	}

	/**
	 * The names that something said is: of checks, or of composites they are in.
	 */
	private static Set<String> meant(String said, Set<String> known) {
		return known.stream()
			.map(CheckNames::withComposites)
			.flatMap(List::stream)
			.filter((name) -> CheckNames.areEqual(said, name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Where a built-in name ends is not to be seen in a variable.
	 */
	private boolean mayBeBuiltIn(String said) {
		return CheckNames.isBuiltIn(said) || (!variables(said).isEmpty() && CheckNames.beginsAsBuiltIn(said));
	}

	private String words(String said) {
		List<String> variables = variables(said);
		return variables.isEmpty()
				? "The property '%s'".formatted(said.contains("/") ? PREFIX + "[" + said + "]" : PREFIX + "." + said)
				: "The environment variable '%s'".formatted(String.join("', '", variables));
	}

	private List<String> variables(String said) {
		List<String> variables = new ArrayList<>();
		this.variables.forEach((source) -> source.variables().forEach((property, variable) -> {
			if (property.startsWith(PREFIX + "[" + said + "].")) {
				variables.add(variable);
			}
		}));
		return variables;
	}

	public void onRefreshed(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		Set<String> known = this.checks.known();
		this.properties.checks()
			.keySet()
			.stream()
			.filter((said) -> mayBeBuiltIn(said) && !CheckNames.covers(said, "heartbeat")
					&& !CheckNames.covers("heartbeat", said) && meant(said, known).isEmpty())
			.forEach((said) -> logger.warn("%s has no effect in the application context '%s': it has no such check."
				.formatted(words(said), this.context.getId())));
	}

}
