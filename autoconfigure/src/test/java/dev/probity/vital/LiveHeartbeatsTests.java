package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.vital.Workers.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which heartbeats have a check, and from when to when.
 */
class LiveHeartbeatsTests {

	private final Workers workers = new Workers();

	private final LiveHeartbeats heartbeats = new LiveHeartbeats();

	private final Registered registered = new Registered();

	@AfterEach
	void end() {
		this.workers.close();
	}

	@Test
	void isBoundToTheCurrentThreadUnlessAnotherOneIsSaid() {
		Worker worker = this.workers.start("orders-1");
		assertThat(this.heartbeats.start("mine").thread()).isSameAs(Thread.currentThread());
		assertThat(this.heartbeats.start("mine/too", Duration.ofMinutes(5)).thread()).isSameAs(Thread.currentThread());
		assertThat(this.heartbeats.start("orders", worker.thread()).thread()).isSameAs(worker.thread());
	}

	@Test
	void whatIsStartedBeforeChecksCanBeRegisteredIsRegisteredThen() {
		Heartbeat early = this.heartbeats.start("orders");
		Heartbeat stopped = this.heartbeats.start("refunds");
		stopped.stop();
		this.heartbeats.attach(this.registered);
		Heartbeat late = this.heartbeats.start("invoices");
		assertThat(this.registered.live).containsExactly(early, late);
	}

	@Test
	void stopRemovesTheCheckAndFreesTheName() {
		this.heartbeats.attach(this.registered);
		Heartbeat first = this.heartbeats.start("orders");
		first.stop();
		assertThat(this.registered.live).isEmpty();
		Heartbeat second = this.heartbeats.start("orders");
		first.stop();
		assertThat(this.registered.live).containsExactly(second);
		assertThatIllegalStateException().isThrownBy(() -> this.heartbeats.start("orders"));
	}

	@Test
	void oneThatCannotBeStoppedForWantOfMemoryCanBeStoppedLater() {
		this.heartbeats.attach(this.registered);
		Heartbeat heartbeat = this.heartbeats.start("orders");
		this.registered.isFull = true;
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(heartbeat::stop);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.heartbeats.start("refunds"));
		this.registered.isFull = false;
		heartbeat.stop();
		assertThat(this.registered.live).isEmpty();
		Heartbeat next = this.heartbeats.start("orders");
		Heartbeat other = this.heartbeats.start("refunds");
		assertThat(this.registered.live).containsExactly(next, other);
	}

	@Test
	void aDeadOneKeepsItsCheckUntilAnotherTakesItsName() {
		this.heartbeats.attach(this.registered);
		Worker worker = this.workers.start("orders-1");
		Heartbeat dead = this.heartbeats.start("orders", worker.thread());
		worker.end();
		assertThat(this.registered.live).containsExactly(dead);
		Heartbeat next = this.heartbeats.start("orders");
		assertThat(this.registered.live).containsExactly(next);
		dead.stop();
		assertThat(this.registered.live).containsExactly(next);
	}

	@Test
	void aLiveNameIsRefusedAndTheOneThatHasItGoesOn() {
		this.heartbeats.attach(this.registered);
		Worker worker = this.workers.start("orders-1");
		Heartbeat live = this.heartbeats.start("orders", worker.thread());
		assertThatIllegalStateException().isThrownBy(() -> this.heartbeats.start("orders"))
			.withMessage("The heartbeat 'orders' is live, on thread 'orders-1': stop() it when its worker ends, "
					+ "or give this one another name");
		assertThat(this.registered.live).containsExactly(live);
	}

	@Test
	void aThreadThatIsNotStartedYetHoldsItsName() {
		this.heartbeats.start("orders", new Thread("orders-1"));
		assertThatIllegalStateException().isThrownBy(() -> this.heartbeats.start("orders"));
	}

	@Test
	void oneThatCannotBeRegisteredIsNotStarted() {
		this.heartbeats.attach(this.registered);
		this.registered.refusal = new IllegalStateException("'heartbeat/orders' is taken");
		assertThatIllegalStateException().isThrownBy(() -> this.heartbeats.start("orders"))
			.withMessage("'heartbeat/orders' is taken");
		this.registered.refusal = null;
		assertThat(this.registered.live).containsExactly(this.heartbeats.start("orders"));
	}

	@Test
	void onceDetachedNothingIsRegisteredAndWorkersMayGoOn() {
		this.heartbeats.attach(this.registered);
		Heartbeat before = this.heartbeats.start("orders");
		this.heartbeats.detach();
		before.beat();
		before.stop();
		this.heartbeats.start("refunds").stop();
		assertThat(this.registered.live).containsExactly(before);
	}

	@Test
	void namesThatNoCheckCanHaveAndSilencesThatCannotBeAreRefused() {
		for (String name : List.of("", "two words", "a//b", "/a")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.heartbeats.start(name))
				.withMessageContaining("'" + name + "'");
		}
		for (Duration silence : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.heartbeats.start("orders", silence))
				.withMessageContaining("'orders'")
				.withMessageContaining(silence.toString());
		}
	}

	private static final class Registered implements HeartbeatRegistrar {

		private final List<Heartbeat> live = new ArrayList<>();

		private RuntimeException refusal;

		private boolean isFull;

		@Override
		public void add(Heartbeat heartbeat) {
			fill();
			if (this.refusal != null) {
				throw this.refusal;
			}
			this.live.add(heartbeat);
		}

		@Override
		public void remove(Heartbeat heartbeat) {
			fill();
			this.live.remove(heartbeat);
		}

		private void fill() {
			if (this.isFull) {
				throw new OutOfMemoryError("Java heap space");
			}
		}

	}

}
