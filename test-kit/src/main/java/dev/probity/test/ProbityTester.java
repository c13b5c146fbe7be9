package dev.probity.test;

import java.time.Duration;

import dev.probity.check.CheckSnapshot;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import org.assertj.core.api.AssertProvider;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a test says to the probes of an application, and asks of them: replaces checks by
 * fakes, moves time, and asserts with {@code assertThat(tester).readiness().isDown()}.
 * Nothing of it takes real time.
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;AutoConfigureProbityTest
 * class OrderProbesTests {
 *
 * 	&#64;Test
 * 	void noOrdersWithoutDatabase(@Autowired ProbityTester tester) {
 * 		tester.check("db").fails("connection refused");
 * 		assertThat(tester).readiness().isDown().because("db");
 * 		assertThat(tester).liveness().isUp();
 * 	}
 *
 * }
 * </pre>
 *
 * To be used by one test at a time.
 *
 * @since 0.1.0
 */
public final class ProbityTester implements AssertProvider<ProbityAssert> {

	private final Probes probes;

	private final VirtualTime time;

	private final FakeChecks fakes;

	ProbityTester(Probes probes, VirtualTime time, FakeChecks fakes) {
		this.probes = probes;
		this.time = time;
		this.fakes = fakes;
	}

	/**
	 * For contexts that no test class describes, such as those of an
	 * {@code ApplicationContextRunner}:
	 * {@code runner.withInitializer(ProbityTester.initializer())}. The context then has a
	 * bean of type {@link ProbityTester}, and counts as ready once it is refreshed: there
	 * is no {@code SpringApplication} that would say so. In a hierarchy of contexts, the
	 * parent that has Probity needs it, too, and has the same tester.
	 * @param realChecks the names of checks that are not replaced
	 * @return what prepares a context before it is refreshed
	 */
	public static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(String... realChecks) {
		return new FakedContext(realChecks);
	}

	/**
	 * The fake in place of a check.
	 * @param name the check's name, as Actuator shows it
	 * @return the fake
	 * @throws IllegalArgumentException if the application has no such check
	 */
	public FakeCheck check(String name) {
		this.time.settle();
		return new FakeCheck(snapshot(name), this.fakes.of(name), this.time);
	}

	private CheckSnapshot snapshot(String name) {
		CheckSnapshot snapshot = this.time.checks().get(name);
		if (snapshot == null) {
			throw new IllegalArgumentException(
					"The application has no check '%s'; it has %s".formatted(name, this.time.checks().keySet()));
		}
		return snapshot;
	}

	/**
	 * Let time pass for all checks: those that are due run, those that hang time out,
	 * those that nobody has heard of become stale.
	 * @param time how much
	 */
	public void advance(Duration time) {
		if (time.isNegative()) {
			throw new IllegalArgumentException("Time goes forward only, and not by " + time);
		}
		this.time.advance(time);
	}

	/**
	 * How much time has passed since the context was made: all that the test has advanced
	 * it, and what it took for checks to come into the state that the test wanted.
	 * @return the time, none of it real
	 */
	public Duration elapsed() {
		return this.time.elapsed();
	}

	/**
	 * Let all fakes pass, as they do before each test.
	 */
	public void reset() {
		this.time.settle();
		this.fakes.passAll();
		this.time.checks()
			.values()
			.forEach((check) -> new FakeCheck(check, this.fakes.of(check.name()), this.time).recover());
	}

	Probe probe(String name) {
		Probe probe = this.probes.probe(name);
		if (probe == null) {
			throw new IllegalArgumentException("The application has no probe '%s'; it has %s".formatted(name,
					this.probes.all().stream().map(Probe::name).toList()));
		}
		return probe;
	}

	Probes probes() {
		return this.probes;
	}

	void settle() {
		this.time.settle();
	}

	/**
	 * Use {@code assertThat(tester)} instead.
	 */
	@Override
	public ProbityAssert assertThat() {
		return new ProbityAssert(this);
	}

}
