package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.ManualTicker;
import dev.probity.engine.SimulatedCheck.Weather;

/**
 * A world on virtual time around the real scheduler and monitor: workers that begin a
 * little late, some of which go on from one brief run to the next, a scheduler thread
 * that may stall, a process that may stand still. All of it follows from one seed. What
 * concerns one owner (a check, the process) is drawn from a stream of its own, so that it
 * does not change with what happens to others.
 */
public final class Simulation implements CheckWorkers {

	/** The longest time a worker needs to begin. */
	static final long STEP = Duration.ofMillis(1).toNanos();

	/** The longest time a brief run waits for another one, whatever that does. */
	static final long TURN = Duration.ofMillis(3).toNanos() + STEP;

	private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

	public final ManualTicker time = new ManualTicker();

	private final long begin = this.time.read();

	final Map<String, SimulatedCheck> checks = new LinkedHashMap<>();

	final Set<String> registered = new HashSet<>();

	final SimulationInvariants invariants = new SimulationInvariants(this);

	final CheckMonitor monitor = new CheckMonitor(this.invariants::told);

	final CheckScheduler scheduler;

	final List<Runnable> afterEachMoment = new ArrayList<>();

	private final long seed;

	private final String history;

	private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));

	private final Map<String, Integer> drawn = new HashMap<>();

	private final List<SimulatedRun> open = new ArrayList<>();

	// in the order in which they were started
	private final Map<Object, SimulatedRun> waiting = new LinkedHashMap<>();

	// those that are on a worker that goes on with others
	private final Map<Coroutine, SimulatedRun> turns = new HashMap<>();

	private long refusedAt = SimulatedRun.NOT_YET;

	private boolean over;

	private long tickDue;

	private long tickedAt;

	private long stalledUntil;

	private long undisturbedSince;

	private long jump;

	private boolean running;

	/**
	 * A world.
	 * @param history what befalls the dependencies; two worlds of the same seed differ in
	 * nothing else
	 */
	Simulation(long seed, String history) {
		this.seed = seed;
		this.history = history;
		this.scheduler = new CheckScheduler(this.monitor, this, new Starter(), this.time, this.time, this::jitter);
		this.scheduler.onAlarm(() -> this.tickDue = Math.min(this.tickDue, now()));
	}

	/** Jitter depends on the moment alone, not on who has asked before. */
	private long jitter() {
		return new SplittableRandom(this.seed ^ now()).nextLong();
	}

	SplittableRandom random(String purpose) {
		boolean dependency = purpose.startsWith("dependency");
		return new SplittableRandom(this.seed * 31 + (dependency ? purpose + this.history : purpose).hashCode());
	}

	long now() {
		return this.time.read() - this.begin;
	}

	long reading(long at) {
		return this.begin + at;
	}

	void after(long delay, String owner, Runnable action) {
		int count = this.drawn.merge(owner, 1, Integer::sum);
		long order = new SplittableRandom(this.seed ^ (owner.hashCode() * 1_000_003L + count)).nextLong();
		this.events.add(new Event(now() + delay, order, action));
	}

	// the engine from outside

	void register(SimulatedCheck check) {
		if (this.registered.add(check.name)) {
			this.checks.put(check.name, check);
			this.invariants.begun(check.name);
			this.scheduler.register(new CheckRegistration(check.name, check.asHealthCheck(), check.policy));
			this.invariants.observe();
		}
	}

	void unregister(SimulatedCheck check) {
		this.registered.remove(check.name);
		this.scheduler.unregister(check.name);
		this.invariants.ended(check.name);
		for (SimulatedRun run : open(check)) {
			leave(check.name, run);
			if (run.isInside() && check.heedsInterrupts && run.coroutine != null) {
				after(STEP, check.name, () -> goOn(run));
			}
		}
	}

	private void leave(String check, SimulatedRun run) {
		if (run.check.equals(check) && run.leftAt == SimulatedRun.NOT_YET) {
			run.leftAt = now();
		}
	}

	/** The runs of a check that have begun, or are about to, and have not ended. */
	List<SimulatedRun> open(SimulatedCheck check) {
		return this.open.stream().filter((run) -> run.check.equals(check.name)).toList();
	}

	void resume() {
		if (!this.running) {
			this.running = true;
			this.registered.forEach(this.invariants::resumed);
			this.registered.forEach((check) -> this.open.forEach((run) -> leave(check, run)));
			this.scheduler.resume();
			this.invariants.observe();
		}
	}

	void pause() {
		this.running = false;
		this.scheduler.pause();
		this.registered.forEach(this.invariants::suspended);
	}

	boolean isRunning() {
		return this.running;
	}

	// disturbances

	void stall(long length) {
		this.stalledUntil = now() + length;
		this.undisturbedSince = Math.max(this.undisturbedSince, this.stalledUntil + 1);
	}

	void standStill(long length) {
		this.jump = length;
		this.undisturbedSince = Math.max(this.undisturbedSince, now() + length + 1);
	}

	boolean isUndisturbedSince(long at) {
		return this.undisturbedSince <= at;
	}

	/** Whether no worker has been refused since. */
	boolean hasHadWorkersSince(long at) {
		return this.refusedAt < at;
	}

	/** Whether this is the first the scheduler sees of a time that is long past. */
	boolean isSchedulerLateFor(long at) {
		return this.tickedAt < at && now() - at > Deadline.TOLERANCE;
	}

	// workers

	/** Before it is decided on which worker. */
	private final class Starter extends RunStarter {

		private Starter() {
			super(Simulation.this, Simulation.this.time);
		}

		@Override
		void start(CheckSnapshot known, CheckRun engineRun) {
			Simulation.this.invariants.observe();
			SimulatedCheck check = Simulation.this.checks.get(known.name());
			Simulation.this.invariants.starting(check);
			SimulatedRun before = check.run;
			boolean waited = before != null && before.timeouts > 0;
			SimulatedRun run = new SimulatedRun(check.name, Simulation.this.invariants.generation(check.name), now(),
					Simulation.this.invariants.limit(check), waited);
			check.run = run;
			Simulation.this.open.add(run);
			Simulation.this.waiting.put(engineRun, run);
			try {
				super.start(known, engineRun);
			}
			catch (OutOfMemoryError ex) {
				check.run = before;
				Simulation.this.open.remove(run);
				Simulation.this.waiting.remove(engineRun);
				Simulation.this.invariants.refused(check);
				throw ex;
			}
		}

	}

	@Override
	public void start(String name, Runnable engineRun) {
		if (name.equals("interrupts")) {
			engineRun.run();
			return;
		}
		SimulatedCheck check = this.checks.get(name);
		String kind = (check != null) ? check.kind.name().toLowerCase()
				: name.equals("vitals") ? "vital" : "dependency";
		SplittableRandom random = random(kind + "-worker-" + name + now());
		if (random.nextInt(100) == 0) {
			this.refusedAt = now();
			throw new OutOfMemoryError("unable to create native thread");
		}
		after(random.nextLong(STEP), name, () -> {
			if (check != null) {
				begin(check, this.waiting.remove(engineRun), engineRun);
			}
			else {
				share(engineRun);
			}
		});
	}

	private void begin(SimulatedCheck check, SimulatedRun run, Runnable engineRun) {
		Runnable whole = () -> {
			engineRun.run();
			end(run);
		};
		if (check.prepare(run) == 0) {
			whole.run();
		}
		else {
			run.coroutine = new Coroutine(whole);
			run.coroutine.resume();
		}
	}

	private void share(Runnable worker) {
		new Coroutine(() -> {
			worker.run();
			endTurn();
		}).resume();
	}

	@Override
	public boolean shareBriefRuns() {
		return true;
	}

	@Override
	public void goOnWith(String name) {
		endTurn();
		SimulatedCheck check = this.checks.get(name);
		Map.Entry<Object, SimulatedRun> next = this.waiting.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().check.equals(name))
			.findFirst()
			.orElseThrow();
		this.waiting.remove(next.getKey());
		next.getValue().coroutine = Coroutine.current();
		this.turns.put(Coroutine.current(), next.getValue());
		check.prepare(next.getValue());
	}

	private void endTurn() {
		SimulatedRun run = this.turns.remove(Coroutine.current());
		if (run != null) {
			end(run);
		}
	}

	private void end(SimulatedRun run) {
		run.endedAt = now();
		this.open.remove(run);
	}

	void enter(SimulatedRun run) {
		run.enteredAt = now();
		this.invariants.entered(run);
	}

	void letPass(SimulatedRun run, long latency) {
		if (latency != SimulatedCheck.FOR_EVER) {
			after(latency, run.check, () -> goOn(run));
		}
		if (!this.over) {
			Coroutine.stop();
		}
	}

	void leave(SimulatedRun run) {
		this.invariants.left(run);
	}

	private void goOn(SimulatedRun run) {
		if (!run.hasEnded()) {
			run.coroutine.resume();
		}
	}

	/** The weather changes; what hangs may come free. */
	void change(SimulatedCheck check, Weather weather) {
		this.invariants.changing(check, weather);
		check.weather = weather;
		SplittableRandom random = random(check.kind.name().toLowerCase() + check.name + now());
		for (SimulatedRun run : open(check)) {
			if (weather == Weather.FAIR && run.isInside() && run.coroutine != null) {
				after(random.nextLong(2 * LONGEST_WAIT), check.name, () -> goOn(run));
			}
		}
	}

	// time

	void run(long length) {
		try {
			while (now() < length) {
				moment(length);
			}
		}
		finally {
			this.over = true;
			List.copyOf(this.open).stream().filter((run) -> run.coroutine != null).forEach(this::goOn);
		}
	}

	private void moment(long end) {
		long tickAt = Math.max(this.tickDue, this.stalledUntil);
		long next = Math.min(end, Math.min(tickAt, this.events.isEmpty() ? end : this.events.peek().at()));
		boolean stoodStill = this.jump > 0;
		this.time.advance(Duration.ofNanos(stoodStill ? this.jump : Math.max(0, next - now())));
		this.jump = 0;
		if (stoodStill && new SplittableRandom(this.seed ^ now()).nextBoolean()) {
			tick();
		}
		dueInAnyOrder().forEach((event) -> event.action().run());
		this.invariants.observe();
		if (this.jump == 0 && now() >= Math.max(this.tickDue, this.stalledUntil)) {
			tick();
		}
		this.invariants.holdAtAnyMoment();
		this.afterEachMoment.forEach(Runnable::run);
	}

	private List<Event> dueInAnyOrder() {
		List<Event> due = new ArrayList<>();
		while (!this.events.isEmpty() && this.events.peek().at() <= now()) {
			due.add(this.events.remove());
		}
		due.sort(Comparator.comparingLong(Event::order));
		return due;
	}

	private void tick() {
		this.tickDue = Long.MAX_VALUE;
		Long wait = this.scheduler.tick();
		this.tickDue = Math.min(this.tickDue, now() + ((wait != null) ? Math.min(wait, LONGEST_WAIT) : LONGEST_WAIT));
		this.invariants.observe();
		this.tickedAt = now();
	}

	private record Event(long at, long order, Runnable action) {

	}

}
