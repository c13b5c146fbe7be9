package dev.probity.consumer;

import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A container that is stopped and started while its broker is away, too.
 */
class StoppableContainerTests {

	private final Container container = new Container();

	private final StoppableContainer stoppable = new StoppableContainer("orders", this.container,
			new ContainerControl(this.container));

	@Test
	void oneThatCannotBeStartedIsStartedTheNextTime() {
		this.stoppable.hold();
		this.container.brokerIsAway = true;
		assertThatIllegalStateException().isThrownBy(this.stoppable::release);
		assertThat(this.container.running).isFalse();
		this.container.brokerIsAway = false;
		assertThat(this.stoppable.release()).isTrue();
		assertThat(this.container.running).isTrue();
	}

	@Test
	void oneThatStopsWithAnErrorIsHeldAndStartedAgain() {
		this.container.brokerIsAway = true;
		this.stoppable.hold();
		assertThat(this.stoppable.isHeld()).isTrue();
		this.container.brokerIsAway = false;
		assertThat(this.stoppable.release()).isTrue();
	}

	@Test
	void oneThatDoesNotStopIsNotHeld() {
		this.container.staysRunning = true;
		assertThatIllegalStateException().isThrownBy(this.stoppable::hold);
		assertThat(this.stoppable.isHeld()).isFalse();
	}

	@Test
	void whatTheApplicationStopsBetweenTwoStartsOfTheContextStaysStopped() {
		this.stoppable.hold();
		this.stoppable.forget();
		assertThat(this.stoppable.release()).isFalse();
	}

	private static final class Container implements SmartLifecycle {

		private boolean running = true;

		private boolean brokerIsAway;

		private boolean staysRunning;

		@Override
		public void start() {
			requireBroker();
			this.running = true;
		}

		@Override
		public void stop() {
			if (this.staysRunning) {
				throw new IllegalStateException("too early");
			}
			this.running = false;
			requireBroker();
		}

		private void requireBroker() {
			if (this.brokerIsAway) {
				throw new IllegalStateException("the connection is broken");
			}
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	private record ContainerControl(Container container) implements StoppableContainer.Control {

		@Override
		public void stop(Runnable done) {
			this.container.stop(done);
		}

		@Override
		public void setAutoStartup(boolean autoStartup) {
		}

		@Override
		public void stopAtOnce() {
		}

		@Override
		public void leave(Runnable done) {
			this.container.stop(done);
		}

	}

}
