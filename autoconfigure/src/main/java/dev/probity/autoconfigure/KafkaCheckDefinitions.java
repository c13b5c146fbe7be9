package dev.probity.autoconfigure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckPolicy;
import dev.probity.check.Ticker;
import dev.probity.dependency.KafkaCheck;
import dev.probity.probe.Criticality;
import org.apache.kafka.clients.admin.AdminClientConfig;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * One check for each set of properties with which the application reaches a Kafka
 * cluster. It closes the checks it has made: it is older than the registrar that runs
 * them, and destroyed after it.
 */
final class KafkaCheckDefinitions implements CheckDefinitions, DisposableBean {

	static final String NAME = "kafka";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Ticker ticker;

	private final List<KafkaCheck> checks = new CopyOnWriteArrayList<>();

	KafkaCheckDefinitions(ConfigurableListableBeanFactory beanFactory, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.ticker = ticker;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, KafkaAdmin> admins = SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beanFactory,
				KafkaAdmin.class, false, true);
		KafkaAdmin primary = this.beanFactory.getBeanProvider(KafkaAdmin.class).getIfUnique();
		Map<Object, Map.Entry<String, KafkaAdmin>> distinct = new LinkedHashMap<>();
		for (Map.Entry<String, KafkaAdmin> admin : admins.entrySet()) {
			distinct.merge(identity(admin.getValue()), admin,
					(first, other) -> (other.getValue() == primary) ? other : first);
		}
		Map<String, KafkaAdmin> checked = new LinkedHashMap<>();
		distinct.values().forEach((admin) -> checked.put(admin.getKey(), admin.getValue()));
		return CheckedBean.of(NAME, checked, primary).stream().map(this::define).toList();
	}

	/**
	 * What two admins have in common that need only one check. The client's name makes no
	 * difference to where it goes.
	 */
	private static Object identity(KafkaAdmin admin) {
		try {
			Map<String, Object> properties = new HashMap<>(admin.getConfigurationProperties());
			properties.remove(AdminClientConfig.CLIENT_ID_CONFIG);
			return properties;
		}
		catch (RuntimeException ex) {
			// a supplier of addresses that fails: the check will say so
			return admin;
		}
	}

	private CheckDefinition define(CheckedBean<KafkaAdmin> admin) {
		return new CheckDefinition(admin.name(), admin.alias(), Criticality.OPTIONAL, Pace.NORMAL,
				(policy) -> make(admin.bean(), policy));
	}

	private KafkaCheck make(KafkaAdmin admin, CheckPolicy policy) {
		KafkaCheck check = new KafkaCheck(admin::getConfigurationProperties, policy, this.ticker);
		this.checks.add(check);
		return check;
	}

	@Override
	public void destroy() {
		this.checks.forEach(KafkaCheck::close);
	}

}
