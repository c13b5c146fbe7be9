package dev.probity.definition;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.probity.probe.WithdrawalRule;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FleetProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says at the start that peers or services are set, and that nothing asks them. Whether
 * there is anything is decided where an application is processed ahead of time.
 */
final class LateSettings {

	private static final Log logger = LogFactory.getLog(LateSettings.class);

	private static final String WHERE = "An application that is processed ahead of time needs %s where it is built, "
			+ "and no application may exclude the auto-configuration of it.";

	private final ProbityProperties properties;

	private final CheckCriticalities checks;

	private final ConfigurableApplicationContext context;

	LateSettings(ProbityProperties properties, CheckCriticalities checks, ConfigurableApplicationContext context) {
		this.properties = properties;
		this.checks = checks;
		this.context = context;
	}

	void warn() {
		if (SpringBootTests.isOne(this.context.getEnvironment())) {
			// one of a slice of the application, which has what it tests
			return;
		}
		String peers = peers(this.properties.fleet());
		if (peers != null && this.context.getBeanProvider(WithdrawalRule.class).stream().findAny().isEmpty()) {
			warn("The property '%s' has no effect, for nothing in this application asks peers: it leaves when a required "
					+ "dependency fails, also if all others leave, too. " + WHERE, peers, "the property");
		}
		Set<String> known = this.checks.known();
		Map<String, ?> services = new TreeMap<>(this.properties.http());
		services.keySet()
			.stream()
			.filter((service) -> known.stream()
				.noneMatch((check) -> CheckNames.areEqual(CheckNames.HTTP + "/" + service, check)
						|| CheckNames.areEqual(CheckNames.HTTP + CheckNames.canonical(service), check)))
			.forEach((service) -> warn(
					"The property 'probity.http.%s' has no effect: this application has no check of that service. "
							+ WHERE,
					service, "at least one service"));
	}

	private static @Nullable String peers(FleetProperties fleet) {
		String name = (fleet.dns() != null) ? "dns"
				: (fleet.service() != null) ? "service" : !fleet.peers().isEmpty() ? "peers" : null;
		return (name != null) ? "probity.fleet." + name : null;
	}

	private static void warn(String words, String property, String needed) {
		logger.warn(words.formatted(property, needed));
	}

}
