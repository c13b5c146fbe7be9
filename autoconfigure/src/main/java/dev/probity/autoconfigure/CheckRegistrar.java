package dev.probity.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.probity.actuate.CheckContributors;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckScheduler;
import dev.probity.check.HealthCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

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
		this.settings.validateDefaults();
		Set<String> aliases = new LinkedHashSet<>();
		for (CheckDefinitions source : this.sources) {
			for (CheckDefinition definition : source.definitions()) {
				register(definition);
				if (definition.alias() != null) {
					aliases.add(definition.alias());
				}
			}
		}
		// those of parent contexts included
		Set<String> known = new LinkedHashSet<>(this.criticalities.names());
		known.addAll(aliases);
		this.settings.validateNames(known);
		contribute();
	}

	private void contribute() {
		if (this.contributors == null) {
			return;
		}
		try {
			this.contributors.register(this.registered);
		}
		catch (IllegalStateException ex) {
			throw new FailureAnalyzedException("A check cannot be shown by Actuator: " + ex.getMessage() + ".",
					"Give the bean that defines the check another name.", ex);
		}
	}

	private void register(CheckDefinition definition) {
		CheckPolicy policy = this.settings.policy(definition);
		HealthCheck check = definition.check().apply(policy);
		try {
			this.scheduler.register(new CheckRegistration(definition.name(), check, policy));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new FailureAnalyzedException(ex.getMessage() + ".",
					"Give the bean that defines the check '%s' another name.".formatted(definition.name()), ex);
		}
		this.criticalities.put(definition, this.settings.criticality(definition));
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
