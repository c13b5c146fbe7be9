package dev.probity.probe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Rule 12: a shared fault takes nobody out")
class WithdrawalRuleTests {

	private final ManualRule rule = new ManualRule();

	private final ManualMonitor checks = new ManualMonitor();

	private final Instance instance = new Instance();

	private final ReadinessControl control = new ReadinessControl(this.instance, this.checks.time(),
			this.checks.time());

	private final Map<String, Criticality> members = new LinkedHashMap<>(
			Map.of("db", Criticality.REQUIRED, "redis", Criticality.OPTIONAL));

	private final Probe readiness = new Probe(Probe.READINESS, ProbeType.READINESS,
			(check) -> this.members.get(check.name()));

	private final Probe orders = Probe.ofFeature("orders",
			(check) -> check.name().equals("db") ? Criticality.REQUIRED : null);

	private final Probe search = Probe.ofFeature("search",
			(check) -> check.name().equals("redis") ? Criticality.REQUIRED : null);

	private final Probe liveness = new Probe(Probe.LIVENESS, ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

	private final Probes probes = new Probes(List.of(this.readiness, this.orders, this.search, this.liveness),
			this.checks.monitor(), Guards.patient(), this.rule, this.instance, List.of(), this.checks.time());

	@BeforeEach
	void holdWhateverFails() {
		List.of("db", "redis", "heap", "requests").forEach(this::hold);
	}

	private void hold(String check) {
		this.rule.hold(check, this.checks.time().read() + Duration.ofDays(1).toNanos(), "others fail too");
	}

	private ProbeStatus status(Probe probe) {
		return this.probes.verdict(probe).status();
	}

	private void beReady() {
		passes("db");
		passes("redis");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.UP);
		assertThat(status(this.orders)).isEqualTo(ProbeStatus.UP);
	}

	private void passes(String check) {
		this.checks.result(check, CheckResult.passed());
		this.checks.result(check, CheckResult.passed());
	}

	private void fails(String check) {
		this.checks.result(check, CheckResult.failed("refused"));
		this.checks.result(check, CheckResult.failed("refused"));
	}

	@Test
	void anInstanceThatHasBeenReadyIsDegradedAndSaysWhy() {
		beReady();
		fails("db");
		List<VerdictReason> reasons = List
			.of(new VerdictReason(Cause.HELD, "db", Criticality.REQUIRED, null, "others fail too", null));
		assertThat(this.probes.verdict(this.readiness))
			.isEqualTo(new ProbeVerdict(Probe.READINESS, ProbeStatus.DEGRADED, reasons));
		assertThat(this.probes.verdict(this.orders))
			.isEqualTo(new ProbeVerdict("orders", ProbeStatus.DEGRADED, reasons));
		assertThat(this.probes.report(this.readiness).members()).filteredOn("name", "db")
			.extracting(ProbeReport.Member::effect)
			.containsExactly(Effect.HELD);
	}

	@Test
	void anInstanceThatWasNeverReadyStaysOut() {
		passes("redis");
		fails("db");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
		assertThat(status(this.orders)).isEqualTo(ProbeStatus.DOWN);
		assertThat(this.probes.report(this.readiness).members()).filteredOn("name", "db")
			.extracting(ProbeReport.Member::effect)
			.containsExactly(Effect.FAILS);
	}

	@Test
	void aFeatureThatHasBeenReadyDoesNotMakeTheInstanceOneThatHas() {
		passes("redis");
		fails("db");
		assertThat(status(this.search)).isEqualTo(ProbeStatus.UP);
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
		assertThat(this.probes.hasBeenReady(this.search)).isTrue();
		assertThat(this.probes.hasBeenReady(this.readiness)).isFalse();
	}

	@Test
	void anOperatorWhoSaysReadyDoesNotMakeTheInstanceOneThatHas() {
		passes("redis");
		fails("db");
		this.control.ready("I know better", Duration.ofMinutes(1));
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.UP);
		this.control.auto();
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void aHoldEndsByItself() {
		beReady();
		fails("db");
		this.rule.hold("db", this.checks.time().read() + Duration.ofSeconds(30).toNanos(), "for at most 30s");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
		this.checks.time().advance(Duration.ofSeconds(30).minusNanos(1));
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
		this.checks.time().advance(Duration.ofNanos(1));
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void aChangeOfMindShowsAtOnceInBothDirections() {
		beReady();
		fails("db");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
		this.rule.letGo("db");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
		hold("db");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
	}

	@Test
	void silenceIsNoSharedFailure() {
		beReady();
		this.checks.time().advance(CheckPolicy.defaults().maxAge().plusNanos(1));
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
		this.checks.add("mongo");
		this.members.put("mongo", Criticality.REQUIRED);
		passes("db");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
	}

	@Test
	void vitalAndLoadChecksAreNeverSoftened() {
		this.checks.addVital("heap");
		this.checks.addLoad("requests");
		this.members.putAll(Map.of("heap", Criticality.REQUIRED, "requests", Criticality.REQUIRED));
		passes("heap");
		passes("requests");
		beReady();
		fails("heap");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
		assertThat(status(this.liveness)).isEqualTo(ProbeStatus.DOWN);
		passes("heap");
		fails("requests");
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void oneFailureThatIsNotHeldWithdrawsTheInstance() {
		this.members.put("mongo", Criticality.REQUIRED);
		passes("mongo");
		beReady();
		fails("db");
		fails("mongo");
		assertThat(this.probes.verdict(this.readiness).reasons()).extracting(VerdictReason::cause)
			.containsExactly(Cause.FAILING, Cause.HELD);
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DOWN);
	}

	@Test
	void lameDuckOverrideAndTheApplicationsWishComeFirst() {
		beReady();
		fails("db");
		this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		this.instance.publish(ApplicationReadiness.ACCEPTING_TRAFFIC);
		this.control.notReady("draining", Duration.ofMinutes(1));
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		this.control.auto();
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.DEGRADED);
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
		assertThat(status(this.readiness)).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
	}

}
