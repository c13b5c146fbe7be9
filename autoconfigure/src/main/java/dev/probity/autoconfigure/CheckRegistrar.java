package dev.probity.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.probity.actuate.CheckContributors;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckScheduler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Registers the checks of an application context once all its beans are there, and takes
 * them out again when it closes.
 */
final class CheckRegistrar implements SmartInitializingSingleton, DisposableBean {

	private final List<CheckDefinitions> sources;

	private final CheckSettings settings;

	private final CheckCriticalities criticalities;

	private final CheckScheduler scheduler;

	private final @Nullable CheckContributors contributors;

	private final List<String> registered = new ArrayList<>();

	CheckRegistrar(List<CheckDefinitions> sources, CheckSettings settings, CheckCriticalities criticalities,
			CheckScheduler scheduler, @Nullable CheckContributors contributors) {
		this.sources = sources;
		this.settings = settings;
		this.criticalities = criticalities;
		this.scheduler = scheduler;
		this.contributors = contributors;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> known = new LinkedHashSet<>();
		for (CheckDefinitions source : this.sources) {
			for (CheckDefinition definition : source.definitions()) {
				register(definition);
				known.add(definition.name());
				if (definition.alias() != null) {
					known.add(definition.alias());
				}
			}
		}
		this.settings.validateNames(known);
		if (this.contributors != null) {
			this.contributors.register(this.registered);
		}
	}

	private void register(CheckDefinition definition) {
		CheckPolicy policy = this.settings.policy(definition);
		this.criticalities.put(definition, this.settings.criticality(definition));
		this.scheduler.register(new CheckRegistration(definition.name(), definition.check().apply(policy), policy));
		this.registered.add(definition.name());
	}

	@Override
	public void destroy() {
		this.registered.forEach(this.scheduler::unregister);
		if (this.contributors != null) {
			this.contributors.unregister(this.registered);
		}
	}

}
