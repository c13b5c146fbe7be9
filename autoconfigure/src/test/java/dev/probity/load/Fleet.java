package dev.probity.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.ManualTicker;
import dev.probity.load.FleetSettings.Pace;

/**
 * Instances behind a balancer that shares out all requests among those whose readiness
 * has last been seen to be 200: asked every 5 seconds, out after two answers that are
 * not, as in the manifest of the docs. Time is virtual, and nothing else is left to
 * chance than what the seed says.
 */
final class Fleet {

	static final int CALM_SECONDS = 60;

	private static final int AFTERMATH_SECONDS = 240;

	private static final int STEPS = 2;

	private static final int POLL_STEPS = 5 * STEPS;

	private static final int POLLS_TO_LEAVE = 2;

	private final ManualTicker time = new ManualTicker();

	private final Weather weather = new Weather();

	private final List<FleetInstance> instances = new ArrayList<>();

	private final int size;

	private final int[] offset;

	private final int[] refused;

	private Fleet(int size, FleetSettings settings) {
		SplittableRandom random = new SplittableRandom(1);
		this.size = size;
		this.offset = new int[size];
		this.refused = new int[size];
		for (int i = 0; i < size; i++) {
			long seed = random.nextLong();
			this.instances.add(new FleetInstance(settings, this.weather, this.time, seed));
			this.offset[i] = (settings.pace() == Pace.IN_STEP) ? 0 : random.nextInt(POLL_STEPS);
		}
	}

	static FleetReport befallenBy(Disturbance disturbance, int size, FleetSettings settings) {
		return new Fleet(size, settings).run(disturbance);
	}

	private FleetReport run(Disturbance disturbance) {
		FleetReport report = new FleetReport(this.size, CALM_SECONDS, disturbance.seconds());
		Disturbance calm = Disturbance.spike(0, Disturbance.CALM);
		int end = (CALM_SECONDS + disturbance.seconds() + AFTERMATH_SECONDS) * STEPS;
		for (int step = 0; step < end; step++) {
			int second = step / STEPS;
			boolean disturbed = second >= CALM_SECONDS && second < CALM_SECONDS + disturbance.seconds();
			step(step, disturbed ? disturbance : calm, report);
			this.time.advance(Duration.ofSeconds(1).dividedBy(STEPS));
		}
		return report;
	}

	private void step(int step, Disturbance now, FleetReport report) {
		this.weather.become(now.database(), now.cache());
		for (int i = 0; i < this.size; i++) {
			startLate(step, i);
			if (step >= this.offset[i] && (step + this.offset[i]) % POLL_STEPS == 0) {
				this.refused[i] = this.instances.get(i).isReady() ? 0 : this.refused[i] + 1;
			}
		}
		int rotating = rotating();
		double demand = now.demand() * FleetInstance.CAPACITY * this.size / STEPS;
		double answered = 0;
		for (int i = 0; i < this.size; i++) {
			double arriving = isIn(i) ? demand / rotating : 0;
			double failing = (i == 0) ? now.failingOnOne() : now.failing();
			answered += this.instances.get(i).serve(arriving, failing, 1.0 / STEPS);
		}
		report.add(rotating, demand, answered);
	}

	/**
	 * No two instances have been started at the same moment, unless all have.
	 */
	private void startLate(int step, int instance) {
		if (step >= this.offset[instance]) {
			this.instances.get(instance).evaluate();
		}
	}

	private boolean isIn(int instance) {
		return this.refused[instance] < POLLS_TO_LEAVE;
	}

	private int rotating() {
		int rotating = 0;
		for (int i = 0; i < this.size; i++) {
			rotating += isIn(i) ? 1 : 0;
		}
		return rotating;
	}

}
