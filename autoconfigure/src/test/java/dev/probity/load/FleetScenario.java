package dev.probity.load;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.probity.load.FleetSettings.Pace;
import dev.probity.probe.Criticality;

/**
 * A row of the table.
 */
enum FleetScenario {

	CACHE_OPTIONAL("The shared cache is down for 2 minutes", "`redis` optional (default)", Disturbance.cacheIsDown(120),
			UnaryOperator.identity()),

	CACHE_REQUIRED("", "`redis` required", Disturbance.cacheIsDown(120),
			(settings) -> settings.cacheIs(Criticality.REQUIRED)),

	SPIKE_OPTIONAL("Load of 130 % for 5 minutes", "`requests` optional (default)", Disturbance.spike(300, 1.3),
			UnaryOperator.identity()),

	SPIKE_NAIVE("", "`requests` required, no guard at all", Disturbance.spike(300, 1.3),
			(settings) -> settings.saturationIs(Criticality.REQUIRED)
				.guards(Duration.ZERO, Duration.ZERO, FleetSettings.NEVER)),

	SPIKE_SUSTAINED("", "required, `sustained-for` alone", Disturbance.spike(300, 1.3),
			(settings) -> settings.saturationIs(Criticality.REQUIRED)
				.guards(Duration.ofSeconds(10), Duration.ZERO, FleetSettings.NEVER)),

	SPIKE_FAIL_OPEN("", "required, `sustained-for` and `fail-open-after`", Disturbance.spike(300, 1.3),
			(settings) -> settings.saturationIs(Criticality.REQUIRED)
				.guards(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(20))),

	SPIKE_GUARDED("", "required, all guards (default)", Disturbance.spike(300, 1.3),
			(settings) -> settings.saturationIs(Criticality.REQUIRED)),

	ERRORS_OPTIONAL("60 % of all requests fail everywhere for 10 minutes, and no check sees why",
			"`errorRate` optional (default)", Disturbance.errorsEverywhere(600, 0.6), UnaryOperator.identity()),

	ERRORS_UNGUARDED("", "`errorRate` required, no `fail-open-after`", Disturbance.errorsEverywhere(600, 0.6),
			(settings) -> settings.errorRateIs(Criticality.REQUIRED).errorsFailOpenAfter(FleetSettings.NEVER)),

	ERRORS_GUARDED("", "required, `fail-open-after: 5m` (default)", Disturbance.errorsEverywhere(600, 0.6),
			(settings) -> settings.errorRateIs(Criticality.REQUIRED)),

	DATABASE_IN_STEP("The shared, required database is down for 2 minutes", "all instances ask in step",
			Disturbance.databaseIsDown(120), (settings) -> settings.pace(Pace.IN_STEP)),

	DATABASE_SPREAD("", "with jitter, each at its own time (default)", Disturbance.databaseIsDown(120),
			UnaryOperator.identity()),

	DATABASE_STAGGERED("", "staggered return: `interval: 60s`, `retry-interval: 30s`", Disturbance.databaseIsDown(120),
			(settings) -> settings.pace(Pace.STAGGERED));

	private final String disturbanceInWords;

	private final String settingsInWords;

	private final Disturbance disturbance;

	private final FleetSettings settings;

	FleetScenario(String disturbanceInWords, String settingsInWords, Disturbance disturbance,
			UnaryOperator<FleetSettings> settings) {
		this.disturbanceInWords = disturbanceInWords;
		this.settingsInWords = settingsInWords;
		this.disturbance = disturbance;
		this.settings = settings.apply(FleetSettings.defaults());
	}

	FleetReport run(int instances) {
		return Fleet.befallenBy(this.disturbance, instances, this.settings);
	}

	String row(FleetReport report) {
		int back = report.secondsUntilAllAreBack();
		return "| %s | %s | %d | %d s | %d %% | %d %% | %s |".formatted(this.disturbanceInWords, this.settingsInWords,
				report.fewest(), report.secondsOfLessThanHalf(), report.answeredMeanwhile(),
				report.answeredAfterwards(), (back < 0) ? "not within 4 min" : back + " s");
	}

}
