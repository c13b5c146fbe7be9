package dev.probity.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The Kafka clusters of an application: those of its admins, and those that only its
 * producers or consumers know. An address that nobody has said and Spring Boot assumes is
 * none as soon as the application says another one.
 */
final class KafkaClusters {

	private static final Log logger = LogFactory.getLog(KafkaClusters.class);

	private static final String BOOT = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration";

	private static final Set<String> ASSUMED = Set.of("localhost:9092");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	KafkaClusters(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * The clusters by the names of the beans that lead to them.
	 */
	Map<String, KafkaCluster> find() {
		List<KafkaSource> sources = said(sources()).stream().filter((source) -> !source.isMute()).toList();
		Map<Object, KafkaCluster> ofAdmins = new LinkedHashMap<>();
		Object primary = unique(KafkaAdmin.class);
		sources.stream()
			.filter(KafkaSource::isAdmin)
			.forEach((admin) -> ofAdmins.merge(admin.identity(), new KafkaCluster(admin),
					(first, other) -> (other.first().target() == primary) ? other : first));
		List<KafkaCluster> clusters = new ArrayList<>(ofAdmins.values());
		sources.stream().filter((source) -> !source.isAdmin()).forEach((factory) -> add(clusters, factory));
		Map<String, KafkaCluster> byBean = new LinkedHashMap<>();
		clusters.forEach((cluster) -> byBean.put(cluster.first().bean(), cluster));
		return byBean;
	}

	private static void add(Collection<KafkaCluster> clusters, KafkaSource factory) {
		Set<String> servers = factory.servers();
		List<KafkaCluster> known = clusters.stream().filter((cluster) -> cluster.isAt(servers)).toList();
		known.forEach((cluster) -> cluster.add(factory));
		// a factory without known servers adds nothing beside others
		if (known.isEmpty() && (servers != null || clusters.isEmpty())) {
			clusters.add(new KafkaCluster(factory));
		}
	}

	/**
	 * The one that the application turns to unless it says otherwise, or {@code null} if
	 * there is none.
	 */
	@Nullable KafkaCluster primary(Map<String, KafkaCluster> clusters) {
		return Stream.<Class<?>>of(KafkaAdmin.class, ProducerFactory.class, ConsumerFactory.class).flatMap((type) -> {
			Object primary = unique(type);
			return clusters.values().stream().filter((cluster) -> cluster.first().target() == primary);
		}).findFirst().orElse(null);
	}

	private @Nullable Object unique(Class<?> type) {
		return this.beanFactory.getBeanProvider(type).getIfUnique();
	}

	private List<KafkaSource> sources() {
		List<KafkaSource> sources = new ArrayList<>();
		candidates(KafkaAdmin.class).forEach((name, admin) -> sources.add(KafkaSource.of(name, admin)));
		candidates(ProducerFactory.class).forEach((name, factory) -> sources.add(KafkaSource.of(name, factory)));
		candidates(ConsumerFactory.class).forEach((name, factory) -> sources.add(KafkaSource.of(name, factory)));
		return sources;
	}

	private <T> Map<String, T> candidates(Class<T> type) {
		return SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beanFactory, type, false, true);
	}

	private List<KafkaSource> said(List<KafkaSource> sources) {
		List<KafkaSource> said = sources.stream().filter((source) -> !isAssumed(source)).toList();
		if (said.isEmpty() || said.size() == sources.size()) {
			return sources;
		}
		logger.info(("The check 'kafka' does not ask localhost:9092, which Spring Boot assumes because "
				+ "'spring.kafka.bootstrap-servers' is not set. It asks the clusters that these beans connect to: %s.")
			.formatted(String.join(", ", said.stream().map(KafkaSource::bean).toList())));
		return said;
	}

	private boolean isAssumed(KafkaSource source) {
		return isOfBoot(source.bean()) && isOfBoot("kafkaConnectionDetails") && ASSUMED.equals(source.servers())
				&& source.settings().stream().noneMatch(this::isSet);
	}

	private boolean isSet(String setting) {
		String property = "spring.kafka." + setting;
		return this.environment.containsProperty(property) || this.environment.containsProperty(property + "[0]");
	}

	private boolean isOfBoot(String bean) {
		return this.beanFactory.containsBeanDefinition(bean)
				&& BOOT.equals(this.beanFactory.getBeanDefinition(bean).getFactoryBeanName());
	}

}
