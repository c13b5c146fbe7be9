package dev.probity.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckCriticalities;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.definition.CheckSettings;
import dev.probity.definition.ContextSettings;
import dev.probity.definition.RegisteredChecks;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Registers the checks of an application context once all its beans are there, and takes
 * them out again when it closes. Thread-safe: checks may come and go in between.
 */
public final class CheckRegistrar
		implements RegisteredChecks, CheckRegistry, SmartInitializingSingleton, DisposableBean {

	private final List<CheckDefinitions> sources;

	private final CheckSettings settings;

	private final ContextSettings names;

	private final AwaitedContext context;

	private final CheckCriticalities criticalities;

	private final CheckRuns runs;

	private final RunningCheckRegistry running = new RunningCheckRegistry(this);

	private final String owner;

	private final DuplicateChecks duplicates;

	private final @Nullable CheckPublication publication;

	private final StandInChecks standIns;

	// guarded by itself
	private final Set<String> registered = new LinkedHashSet<>();

	CheckRegistrar(List<CheckDefinitions> sources, CheckSettings settings, ContextSettings names,
			AwaitedContext context, Engine engine, @Nullable CheckPublication publication, StandInChecks standIns) {
		this.sources = sources;
		this.settings = settings;
		this.names = names;
		this.context = context;
		this.criticalities = engine.criticalities();
		this.runs = new CheckRuns(engine.scheduler(), engine.watchdog());
		this.owner = context.name();
		this.duplicates = new DuplicateChecks(this.owner, settings, this.criticalities);
		this.publication = publication;
		this.standIns = standIns;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.names.begin();
		this.settings.validateDefaults();
		synchronized (this.registered) {
			for (CheckDefinitions source : this.sources) {
				for (CheckDefinition definition : source.definitions()) {
					if (!source.diagnosesClients()) {
						this.settings.requireNoCure(definition);
					}
					registerOfBean(definition);
				}
				this.criticalities.know(source.furtherNames());
			}
			Set<String> withoutCheck = this.names.validate();
			this.sources.forEach((source) -> source.examples(withoutCheck).forEach(this.settings::validate));
			contributeOfBeans();
		}
		this.sources.forEach((source) -> source.onRegistered(this));
		this.context.onBeans();
		this.names.end();
	}

	@Override
	public <T> T exclusively(Supplier<T> action) {
		synchronized (this.registered) {
			return action.get();
		}
	}

	@Override
	public void add(List<CheckDefinition> definitions, @Nullable Criticality said) {
		List<String> added = new ArrayList<>(definitions.size());
		synchronized (this.registered) {
			try {
				for (CheckDefinition definition : definitions) {
					this.settings.requireNoCure(definition);
					register(definition, said);
					added.add(definition.name());
				}
				contribute(added);
			}
			catch (Throwable ex) {
				undo(added, ex);
				throw ex;
			}
		}
	}

	private void undo(List<String> added, Throwable cause) {
		try {
			remove(added);
		}
		catch (Throwable ex) {
			cause.addSuppressed(ex);
		}
	}

	@Override
	public void remove(Collection<String> names) {
		synchronized (this.registered) {
			for (String name : names) {
				this.runs.end(name);
				this.criticalities.remove(name);
				this.registered.remove(name);
			}
			if (this.publication != null) {
				this.publication.unregister(names);
			}
		}
	}

	private void contribute(Collection<String> names) {
		if (this.publication != null) {
			this.publication.register(names);
		}
	}

	private void contributeOfBeans() {
		try {
			contribute(this.registered);
		}
		catch (IllegalStateException ex) {
			throw new FailureAnalyzedException("A check cannot be shown by Actuator: " + ex.getMessage() + ".",
					"Give the bean that defines the check another name.", ex);
		}
	}

	private void registerOfBean(CheckDefinition definition) {
		if (!this.registered.contains(definition.name()) && this.duplicates.isLeftOut(definition)) {
			return;
		}
		try {
			register(definition, null);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new FailureAnalyzedException(ex.getMessage() + ".",
					"Give the bean that defines the check '%s' another name."
						.formatted(VisibleText.line(definition.name())),
					ex);
		}
	}

	private void register(CheckDefinition definition, @Nullable Criticality said) {
		CheckPolicy policy = this.settings.policy(definition);
		String name = definition.name();
		HealthCheck check = this.standIns.inPlaceOf(name, definition.check().apply(policy));
		ProbeType probe = this.settings.probe(definition, check);
		CheckRegistration registration = new CheckRegistration(name, check, policy);
		// before anybody can see the check, and take it for one that matters to no probe
		if (!this.criticalities.putIfAbsent(definition, this.owner, probe, this.settings.criticality(definition), said,
				this.settings.participation(definition), this.settings.shared(definition, registration.kind()))) {
			throw new IllegalStateException("A check named '%s' is registered already".formatted(name));
		}
		try {
			this.registered.add(name);
			this.runs.begin(registration);
		}
		catch (Throwable ex) {
			this.registered.remove(name);
			this.criticalities.remove(name);
			throw ex;
		}
	}

	@Override
	public void register(String name, HealthCheck check, Criticality criticality) {
		this.running.register(name, check, criticality);
	}

	@Override
	public void register(CheckRegistration registration, Criticality criticality) {
		this.running.register(registration, criticality);
	}

	@Override
	public boolean unregister(String name) {
		return this.running.unregister(name);
	}

	@Override
	public void destroy() {
		synchronized (this.registered) {
			remove(List.copyOf(this.registered));
		}
		this.context.release();
	}

}
