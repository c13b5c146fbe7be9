package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.SwitchboardConfiguration;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A listener that is held, or goes on, just when all listeners stop.
 */
class HeldAtTheEndTests {

	private final Container container = new Container();

	/**
	 * Whatever finds containers makes a new one of each every time.
	 */
	private final ContainerSource source = () -> List
		.of(new StoppableContainer("orders", this.container, this.container));

	private Consumers consumers;

	private ConsumerEnd end;

	private void held(Consumer<Switchboard> then) {
		Contexts.withoutWeb()
			.withUserConfiguration(SwitchboardConfiguration.class)
			.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
			.withPropertyValues("probity.consumers.orders.needs=orders", "probity.consumers.all.resume-within=0s")
			.run((context) -> {
				this.consumers = new Consumers(List.of(this.source), context.getBean(Consumers.class).governing());
				this.end = new ConsumerEnd(this.consumers, Duration.ofSeconds(30), Ticker.system());
				Switchboard switches = context.getBean(Switchboard.class);
				switches.orders().fail();
				this.end.start();
				try {
					awaitState(ConsumerState.HELD);
					then.accept(switches);
				}
				finally {
					this.container.stopped.complete(null);
					this.container.mayStart.countDown();
					this.end.stop();
				}
			});
	}

	private void awaitState(ConsumerState state) {
		await().until(() -> this.consumers.consumers().stream().anyMatch((consumer) -> consumer.state() == state));
	}

	private void starts(Switchboard switches) {
		switches.orders().pass();
		await().until(() -> this.container.starting.getCount() == 0);
	}

	@Test
	void theMessageThatItIsAtWhenAllStopIsWaitedFor() {
		held((switches) -> {
			this.end.leave();
			CountDownLatch over = new CountDownLatch(1);
			this.end.stop(over::countDown);
			assertThat(over.getCount()).as("not over yet").isOne();
			this.container.stopped.complete(null);
			await().until(() -> over.getCount() == 0);
		});
	}

	@Test
	void oneThatIsStillBeingStoppedIsNotStartedAnyMore() {
		held((switches) -> {
			switches.orders().pass();
			await().until(() -> this.consumers.consumers().get(0).state() != ConsumerState.HELD);
			this.end.leave();
			this.container.stopped.complete(null);
			await().during(Duration.ofMillis(300)).until(() -> this.container.starting.getCount() == 1);
		});
	}

	@Test
	void oneWhoseStartBlocksIsStoppedAfterItAndWaitedFor() {
		held((switches) -> {
			this.container.stopped.complete(null);
			starts(switches);
			this.end.leave();
			CountDownLatch over = new CountDownLatch(1);
			this.end.stop(over::countDown);
			assertThat(over.getCount()).as("not over yet").isOne();
			this.container.mayStart.countDown();
			await().until(() -> over.getCount() == 0);
			assertThat(this.container.running).isFalse();
		});
	}

	@Test
	void oneWhoseStartBlocksIsStoppedAfterItWhenItsContextHasStopped() {
		held((switches) -> {
			this.container.stopped.complete(null);
			starts(switches);
			this.end.stop();
			this.container.mayStart.countDown();
			await().until(() -> this.container.hasStarted && !this.container.running);
		});
	}

	/**
	 * Finishes its message when it is told to in a test, and waits for its broker when it
	 * starts.
	 */
	private static final class Container implements SmartLifecycle, StoppableContainer.Control {

		private final CompletableFuture<Void> stopped = new CompletableFuture<>();

		private final CountDownLatch starting = new CountDownLatch(1);

		private final CountDownLatch mayStart = new CountDownLatch(1);

		private volatile boolean running = true;

		private volatile boolean hasStarted;

		@Override
		public void start() {
			this.starting.countDown();
			try {
				assertThat(this.mayStart.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.running = true;
			this.hasStarted = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public void stop(Runnable done) {
			this.running = false;
			this.stopped.thenRun(done);
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public void setAutoStartup(boolean autoStartup) {
		}

		@Override
		public void stopAtOnce() {
		}

		/**
		 * Says at once that it has stopped, if it is just being stopped.
		 */
		@Override
		public void leave(Runnable done) {
			this.running = false;
			done.run();
		}

	}

}
