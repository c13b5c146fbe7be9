package dev.probity.fleet;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.probity.fixture.PlainApplication;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * An application with nine peers, which say what the test wants them to.
 */
@Configuration(proxyBeanMethods = false)
@Import(PlainApplication.class)
class FleetApplication {

	static final String[] PROPERTIES = { "probity.fleet.peers=127.0.0.1:1", "probity.balancer.envoy=true",
			"management.endpoints.web.exposure.include=health,probity,metrics",
			"management.endpoint.health.show-details=always" };

	@Bean
	ObedientPeers peers(FleetThread thread) {
		return new ObedientPeers(thread);
	}

	/**
	 * Peers that answer at once, or never.
	 */
	static final class ObedientPeers implements PeerQuestions {

		private final FleetThread thread;

		private final List<SharedFailureDecision> events = new CopyOnWriteArrayList<>();

		volatile int passing;

		volatile int failing;

		volatile boolean silent;

		ObedientPeers(FleetThread thread) {
			this.thread = thread;
		}

		@Override
		public int peers() {
			return 9;
		}

		@Override
		public void ask(String check, int k, Consumer<Poll> answer) {
			if (!this.silent) {
				this.thread.execute(() -> answer.accept(new Poll(check, k, this.passing, this.failing,
						k - this.passing - this.failing, InstantSource.system().instant())));
			}
		}

		List<SharedFailureDecision> events() {
			return this.events;
		}

		@EventListener
		void onDecision(SharedFailureDecision decision) {
			this.events.add(decision);
		}

	}

}
