package dev.probity.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.probity.check.ManualTicker;

/**
 * A fleet on virtual time that something befalls for two minutes. Nothing is left to
 * chance but what the seed says.
 */
final class SimulatedFleet {

	private static final int STEPS = 4;

	private static final int CALM = 30;

	private static final int TROUBLE = 120;

	private static final int AFTERMATH = 60;

	/** When those that are started meanwhile are. */
	private static final int LATE = CALM + 20;

	private static final int POLL_STEPS = 5 * STEPS;

	private static final Duration LONGEST_ANSWER = SimulatedMember.POLICY.timeout().plusSeconds(1);

	private final ManualTicker time = new ManualTicker();

	private final FleetCase befallen;

	private final int size;

	private final SplittableRandom random = new SplittableRandom(1);

	private final List<SimulatedMember> members = new ArrayList<>();

	private final int[] offsets;

	private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::order));

	private final FleetOutcome outcome;

	private int step;

	private long order;

	private SimulatedFleet(FleetCase befallen, int size) {
		this.befallen = befallen;
		this.size = size;
		this.offsets = new int[size];
		this.outcome = new FleetOutcome(size);
		for (int i = 0; i < size; i++) {
			int instance = i;
			this.offsets[i] = this.random.nextInt(POLL_STEPS);
			this.members.add(new SimulatedMember(() -> isDown(instance), befallen.hasCheck(i), befallen.asks(),
					new Questions(i), this.time, this.random.nextLong()));
		}
	}

	static FleetOutcome befallenBy(FleetCase befallen, int size) {
		return new SimulatedFleet(befallen, size).run();
	}

	private FleetOutcome run() {
		for (this.step = 0; this.step < (CALM + TROUBLE + AFTERMATH) * STEPS; this.step++) {
			while (!this.answers.isEmpty() && this.answers.peek().dueStep() <= this.step) {
				this.answers.remove().deliver().run();
			}
			for (int i = 0; i < this.size; i++) {
				step(i);
			}
			this.outcome.endStep(this.step >= CALM * STEPS, 1.0 / STEPS);
			this.time.advance(Duration.ofSeconds(1).dividedBy(STEPS));
		}
		return this.outcome;
	}

	private void step(int i) {
		SimulatedMember member = this.members.get(i);
		if (isStarted(i)) {
			if (!isFrozen(i)) {
				member.step();
			}
			if ((this.step + this.offsets[i]) % POLL_STEPS == 0) {
				member.askReadiness(isFrozen(i));
			}
		}
		this.outcome.see(i, member.isIn(), this.step >= CALM * STEPS, isDown(i), !isStarted(i) || isStarting(i));
	}

	/**
	 * It says that it has no opinion, as long as it waits for what it needs.
	 */
	private boolean isStarting(int i) {
		return this.befallen.startsMeanwhile(i, this.size) && isTrouble();
	}

	private boolean isStarted(int i) {
		int begin = this.befallen.startsMeanwhile(i, this.size) ? LATE * STEPS : 0;
		return this.step >= begin + this.offsets[i];
	}

	private boolean isTrouble() {
		return this.step >= CALM * STEPS && this.step < (CALM + TROUBLE) * STEPS;
	}

	private boolean isDown(int i) {
		return isTrouble() && this.befallen.isDown(i, this.size, (double) this.step / STEPS - CALM);
	}

	private boolean isFrozen(int i) {
		return isTrouble() && this.befallen.isFrozen(i, this.size);
	}

	/**
	 * The questions of one instance: answered at once, unless one of those that are asked
	 * is silent.
	 */
	private final class Questions implements PeerQuestions {

		private final int self;

		private Questions(int self) {
			this.self = self;
		}

		@Override
		public int peers() {
			return SimulatedFleet.this.befallen.knowsPeers() ? SimulatedFleet.this.size - 1 : 0;
		}

		@Override
		public void ask(String check, int k, Consumer<Poll> answer) {
			int passing = 0;
			int failing = 0;
			int silent = 0;
			List<Integer> chosen = choose(k);
			for (int peer : chosen) {
				SimulatedFleet.this.outcome.question(peer, SimulatedFleet.this.step / STEPS);
				if (SimulatedFleet.this.befallen.isCutOff(this.self) || isFrozen(peer)) {
					silent++;
				}
				else if (SimulatedFleet.this.befallen.hasCheck(peer) && !isStarting(peer)) {
					if (isDown(peer)) {
						failing++;
					}
					else {
						passing++;
					}
				}
			}
			Poll poll = new Poll(check, chosen.size(), passing, failing, silent, Instant.EPOCH);
			long due = SimulatedFleet.this.step + ((silent > 0) ? LONGEST_ANSWER.toSeconds() * STEPS : 1);
			SimulatedFleet.this.answers
				.add(new Answer(due, due * 1_000_000 + SimulatedFleet.this.order++, () -> answer.accept(poll)));
		}

		private List<Integer> choose(int k) {
			List<Integer> chosen = new ArrayList<>();
			while (chosen.size() < k) {
				int peer = SimulatedFleet.this.random.nextInt(SimulatedFleet.this.size);
				if (peer != this.self && !chosen.contains(peer)) {
					chosen.add(peer);
				}
			}
			return chosen;
		}

	}

	private record Answer(long dueStep, long order, Runnable deliver) {

	}

}
