package dev.probity.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.check.CheckPolicy;
import dev.probity.probe.Criticality;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinition.Pace;
import dev.probity.registration.CheckDefinitions;
import dev.probity.registration.CheckedBean;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.DisposableBean;

/**
 * One check for each way in which the application reaches a Kafka cluster. It closes the
 * checks it has made: it is older than the registrar that runs them, and destroyed after
 * it.
 */
final class KafkaCheckDefinitions implements CheckDefinitions, DisposableBean {

	static final String NAME = "kafka";

	private final KafkaClusters clusters;

	private final Ticker ticker;

	private final List<KafkaCheck> checks = new CopyOnWriteArrayList<>();

	KafkaCheckDefinitions(KafkaClusters clusters, Ticker ticker) {
		this.clusters = clusters;
		this.ticker = ticker;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, KafkaCluster> clusters = this.clusters.find();
		return clusters.isEmpty() ? List.of()
				: CheckedBean.of(NAME, clusters, this.clusters.primary(clusters)).stream().map(this::define).toList();
	}

	private CheckDefinition define(CheckedBean<KafkaCluster> cluster) {
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
