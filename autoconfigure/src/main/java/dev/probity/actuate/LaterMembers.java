package dev.probity.actuate;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import dev.probity.contributor.CheckContributors;
import dev.probity.registration.LaterChecks;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets a health group name one of Probity's checks that comes later, or only where the
 * application runs otherwise: Spring Boot stops the start if it names what is not there.
 * Nothing is shown of it until it comes. Runs before Spring Boot looks.
 */
final class LaterMembers {

	private static final Log logger = LogFactory.getLog(LaterMembers.class);

	private final List<NamedContributors> named;

	private final List<LaterChecks> later;

	private final CheckContributors contributors;

	LaterMembers(List<NamedContributors> named, List<LaterChecks> later, CheckContributors contributors) {
		this.named = named;
		this.later = later;
		this.contributors = contributors;
	}

	void expectThem() {
		this.named.forEach((source) -> new TreeMap<>(source.byProperty()).forEach(this::expect));
	}

	private void expect(String property, @Nullable Set<String> names) {
		if (names == null) {
			return;
		}
		names.stream().sorted().filter((name) -> !this.contributors.isKnown(name)).forEach((name) -> {
			boolean comes = this.later.stream().anyMatch((checks) -> checks.mayCome(name));
			if (comes || CheckNames.isVital(name)) {
				expect(name);
			}
			if (!comes && CheckNames.isVital(name) && property.endsWith(".include")) {
				logger.warn("'%s' names the check '%s', which does not exist in this application and is ignored."
					.formatted(property, name));
			}
		});
	}

	private void expect(String name) {
		if (CheckNames.isComposite(name)) {
			this.contributors.hold(name);
		}
		else {
			this.contributors.register(List.of(name));
		}
	}

}
