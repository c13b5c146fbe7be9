package dev.probity.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.probity.check.CheckPolicy;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckDefinitions;
import dev.probity.probe.Criticality;
import dev.probity.registration.CheckedBean;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;

/**
 * One check for each way in which the application reaches a Kafka cluster, which a
 * consumer triggers that gets no answer, is not let in, or has ended in an error, and a
 * template that could not send. It closes the checks it has made: it is older than the
 * registrar that runs them, and destroyed after it.
 */
final class KafkaCheckDefinitions implements CheckDefinitions, ApplicationListener<KafkaEvent>, DisposableBean {

	static final String NAME = "kafka";

	private final KafkaClusters clusters;

	private final Ticker ticker;

	private final Consumer<String> hint;

	private final List<KafkaCheck> checks = new CopyOnWriteArrayList<>();

	private final List<String> names = new CopyOnWriteArrayList<>();

	/**
	 * Define the checks.
	 * @param hint triggers the check of a name
	 */
	KafkaCheckDefinitions(KafkaClusters clusters, Ticker ticker, Consumer<String> hint) {
		this.clusters = clusters;
		this.ticker = ticker;
		this.hint = hint;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, KafkaCluster> clusters = this.clusters.find();
		return clusters.isEmpty() ? List.of()
				: CheckedBean.of(NAME, clusters, this.clusters.primary(clusters)).stream().map(this::define).toList();
	}

	/**
	 * Which cluster it is about the event does not say.
	 */
	@Override
	public void onApplicationEvent(KafkaEvent event) {
		boolean speaksAgainstCluster = event instanceof NonResponsiveConsumerEvent
				|| event instanceof ConsumerRetryAuthEvent || event instanceof ConsumerFailedToStartEvent
				|| (event instanceof ConsumerStoppedEvent stopped && stopped.getReason() != Reason.NORMAL);
		if (speaksAgainstCluster) {
			hint();
		}
	}

	/**
	 * Takes no time that another thread would be needed for.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * A call of the application has failed that needs a cluster. Returns at once; on any
	 * thread.
	 */
	void hint() {
		this.names.forEach(this.hint);
	}

	private CheckDefinition define(CheckedBean<KafkaCluster> cluster) {
		this.names.add(cluster.name());
		return new CheckDefinition(cluster.name(), cluster.alias(), Criticality.OPTIONAL, Pace.NORMAL,
				(policy) -> make(cluster.bean(), policy));
	}

	private KafkaCheck make(KafkaCluster cluster, CheckPolicy policy) {
		KafkaCheck check = new KafkaCheck(cluster, policy, this.ticker);
		this.checks.add(check);
		return check;
	}

	@Override
	public void destroy() {
		this.checks.forEach(KafkaCheck::close);
	}

}
