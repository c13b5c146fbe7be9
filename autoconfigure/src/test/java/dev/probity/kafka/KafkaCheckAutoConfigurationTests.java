package dev.probity.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.KafkaServer;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ABSwitchCluster;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which Kafka clusters are checked, under which names and with which criticality.
 */
class KafkaCheckAutoConfigurationTests {

	static {
		KafkaServer.clientLog();
	}

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@Test
	void theOnlyOneIsKafkaAndOptional() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1")
			.run((context) -> {
				assertThat(criticalities(context)).isEqualTo(Map.of("kafka", Criticality.OPTIONAL));
				assertThat(Contexts.check(context, "kafka").policy().timeout()).hasSeconds(2);
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("kafka"))
					.isInstanceOf(HealthIndicator.class);
			});
	}

	@Test
	void severalWithTheSamePropertiesAreOne() {
		this.runner.withBean("one", KafkaAdmin.class, admin("localhost:1", "client.id", "first"))
			.withBean("two", KafkaAdmin.class, admin("localhost:1", "client.id", "second"))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("kafka"));
	}

	@Test
	void severalThatDifferHaveTheNamesOfTheirBeans() {
		this.runner.withBean("orders", KafkaAdmin.class, admin("localhost:1"))
			.withBean("same", KafkaAdmin.class, admin("localhost:1"))
			.withBean("audit", KafkaAdmin.class, admin("localhost:2"))
			.withBean("secured", KafkaAdmin.class, admin("localhost:1", "security.protocol", "SASL_PLAINTEXT"))
			.run((context) -> {
				assertThat(criticalities(context)).isEqualTo(Map.of("kafka/orders", Criticality.OPTIONAL, "kafka/audit",
						Criticality.OPTIONAL, "kafka/secured", Criticality.OPTIONAL));
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("kafka"))
					.isInstanceOf(CompositeHealthContributor.class);
			});
	}

	@Test
	void ofSeveralEachFollowsTheSettingsOfKafkaAndThePrimaryOneGivesTheName() {
		this.runner.withBean("same", KafkaAdmin.class, admin("localhost:1"))
			.withBean("orders", KafkaAdmin.class, admin("localhost:1"), (bean) -> bean.setPrimary(true))
			.withBean("audit", KafkaAdmin.class, admin("localhost:2"))
			.withPropertyValues("probity.checks.kafka.criticality=required", "probity.checks.kafka.timeout=3s")
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("kafka/orders", Criticality.REQUIRED, "kafka/audit", Criticality.REQUIRED));
				assertThat(Contexts.check(context, "kafka/orders").policy().timeout()).hasSeconds(3);
				assertThat(Contexts.check(context, "kafka/audit").policy().timeout()).hasSeconds(3);
			});
	}

	@Test
	void whereOnlyFactoriesSayWhereKafkaIsTheyAreAskedAndNotWhatIsAssumed() {
		booted().withBean("orders", ProducerFactory.class, producers("broker.invalid:1", "acks", "all"))
			.withBean("audit", ConsumerFactory.class, consumers("broker.invalid:1"))
			.run((context) -> asksOnly(context, "kafka", "broker.invalid:1"));
	}

	@Test
	void aFactoryOfBootThatHasAddressesOfItsOwnIsAskedAndNotWhatIsAssumed() {
		booted().withPropertyValues("spring.kafka.producer.bootstrap-servers=broker.invalid:1")
			.run((context) -> asksOnly(context, "kafka", "broker.invalid:1"));
	}

	@Test
	void factoriesAreAskedWithoutAnAdminToo() {
		this.runner.withBean("orders", ProducerFactory.class, producers("broker.invalid:1"))
			.run((context) -> asksOnly(context, "kafka", "broker.invalid:1"));
		this.runner.withBean("orders", ConsumerFactory.class, consumers("broker.invalid:1"))
			.run((context) -> asksOnly(context, "kafka", "broker.invalid:1"));
	}

	@Test
	void aFactoryThatLeadsElsewhereThanTheAdminIsAskedBesideIt() {
		booted().withPropertyValues("spring.kafka.bootstrap-servers=admin.invalid:1")
			.withBean("orders", ProducerFactory.class, producers("orders.invalid:1"))
			.run((context) -> {
				assertThat(criticalities(context)).containsOnlyKeys("kafka/kafkaAdmin", "kafka/orders");
				asks(context, "kafka/kafkaAdmin", "admin.invalid:1");
				asks(context, "kafka/orders", "orders.invalid:1");
			});
	}

	@Test
	void whatSpringBootAssumesIsAskedWhereNobodySaysOtherwise() {
		booted().run((context) -> assertThat(criticalities(context)).containsOnlyKeys("kafka"));
	}

	@Test
	void nobodyIsAskedWhereTheOnlyFactoriesDoNotTell() {
		ProducerFactory<?, ?> mute = () -> {
			throw new UnsupportedOperationException();
		};
		booted().withBean("orders", ProducerFactory.class, () -> mute)
			.run((context) -> assertThat(criticalities(context)).isEmpty());
	}

	@Test
	void addressesThatChangeAreFollowed() {
		ABSwitchCluster cluster = new ABSwitchCluster("first.invalid:1", "second.invalid:1");
		this.runner.withBean("admin", KafkaAdmin.class, admin("first.invalid:1"))
			.withBean("orders", ProducerFactory.class, () -> {
				DefaultKafkaProducerFactory<Object, Object> factory = new DefaultKafkaProducerFactory<>(Map.of());
				factory.setBootstrapServersSupplier(cluster);
				return factory;
			})
			.run((context) -> {
				asksOnly(context, "kafka", "first.invalid:1");
				cluster.secondary();
				asksOnly(context, "kafka", "second.invalid:1");
				cluster.primary();
				asksOnly(context, "kafka", "first.invalid:1");
			});
	}

	private ApplicationContextRunner booted() {
		return this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class));
	}

	private static void asksOnly(AssertableApplicationContext context, String check, String servers) {
		assertThat(criticalities(context)).isEqualTo(Map.of(check, Criticality.OPTIONAL));
		asks(context, check, servers);
	}

	/**
	 * Names that nobody can look up: the check says which they are, and asks nobody.
	 */
	private static void asks(AssertableApplicationContext context, String check, String servers) {
		await().untilAsserted(() -> assertThat(Contexts.check(context, check).lastResult())
			.satisfies((result) -> assertThat(result.reason())
				.isEqualTo("none of the bootstrap servers can be resolved (%s)", servers)));
	}

	@SuppressWarnings("rawtypes")
	private static Supplier<ProducerFactory> producers(String server, String... more) {
		return () -> new DefaultKafkaProducerFactory<>(properties(server, more));
	}

	@SuppressWarnings("rawtypes")
	private static Supplier<ConsumerFactory> consumers(String server) {
		return () -> new DefaultKafkaConsumerFactory<>(properties(server));
	}

	@Test
	void oneThatIsNoAutowireCandidateIsNotChecked() {
		this.runner.withBean("orders", KafkaAdmin.class, admin("localhost:1"))
			.withBean("internal", KafkaAdmin.class, admin("localhost:2"), (bean) -> bean.setAutowireCandidate(false))
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("kafka"));
	}

	@Test
	void addressesThatCannotBeSuppliedFailTheCheckAndNotTheStart() {
		this.runner.withBean("orders", KafkaAdmin.class, () -> {
			KafkaAdmin admin = admin("localhost:1").get();
			admin.setBootstrapServersSupplier(() -> {
				throw new IllegalStateException("the service registry is away");
			});
			// with a supplier of addresses the admin has to leave the start alone
			admin.setAutoCreate(false);
			return admin;
		}).run((context) -> {
			await().until(() -> Contexts.check(context, "kafka").state() == CheckState.FAILING);
			assertThat(Contexts.check(context, "kafka").lastResult().reason()).contains("the service registry is away");
		});
	}

	@Test
	void nothingIsCheckedWhereItsIndicatorIsSwitchedOff() {
		ApplicationContextRunner withAdmin = this.runner.withBean("orders", KafkaAdmin.class, admin("localhost:1"));
		withAdmin.withPropertyValues("management.health.kafka.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		withAdmin.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		withAdmin.withPropertyValues("management.health.defaults.enabled=false", "management.health.kafka.enabled=true")
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("kafka"));
	}

	@Test
	void nothingIsCheckedOnceProbityIsSwitchedOff() {
		this.runner.withBean("orders", KafkaAdmin.class, admin("localhost:1"))
			.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaCheckDefinitions.class));
	}

	@Test
	void anIndicatorOfTheApplicationOfThatNameTakesPrecedenceAndIsAdopted() {
		HealthIndicator own = () -> Health.up().build();
		for (String name : new String[] { "kafkaHealthIndicator", "kafkaHealthContributor" }) {
			this.runner.withBean("orders", KafkaAdmin.class, admin("localhost:1"))
				.withBean(name, HealthIndicator.class, () -> own)
				.run((context) -> {
					assertThat(criticalities(context)).isEqualTo(Map.of("kafka", Criticality.OBSERVED));
					assertThat(Contexts.check(context, "kafka").policy().interval()).isEqualTo(Duration.ofSeconds(30));
				});
		}
	}

	@Test
	void nothingIsCheckedWithoutAnAdminOrWithoutKafka() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(KafkaCheckDefinitions.class));
		this.runner.withClassLoader(new FilteredClassLoader(KafkaAdmin.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaCheckDefinitions.class));
		this.runner.withClassLoader(new FilteredClassLoader(Admin.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaCheckDefinitions.class));
	}

	@Test
	void withoutABrokerTheApplicationStartsAndIsDegradedAndNoThreadIsLeftBehind() {
		this.runner.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1", "probity.checks.kafka.timeout=500ms",
					"probity.startup.first-run-timeout=500ms")
			.run((context) -> {
				// nothing is known of it yet: the start has not waited for a broker
				assertThat(Contexts.check(context, "kafka").state()).isEqualTo(CheckState.UNKNOWN);
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "kafka").state() == CheckState.FAILING);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
				assertThat(KafkaServer.clientThreads()).hasSize(1);
			});
		await().until(() -> KafkaServer.clientThreads().isEmpty());
	}

	private static Supplier<KafkaAdmin> admin(String server, String... more) {
		return () -> new KafkaAdmin(properties(server, more));
	}

	private static Map<String, Object> properties(String server, String... more) {
		Map<String, Object> properties = new TreeMap<>(Map.of("bootstrap.servers", server));
		for (int i = 0; i < more.length; i += 2) {
			properties.put(more[i], more[i + 1]);
		}
		return properties;
	}

	private static Map<String, Criticality> criticalities(AssertableApplicationContext context) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		Map<String, Criticality> criticalities = new TreeMap<>();
		context.getBean(CheckMonitor.class)
			.snapshots()
			.forEach((name, check) -> criticalities.put(name, readiness.criticalityOf(check)));
		return criticalities;
	}

}
