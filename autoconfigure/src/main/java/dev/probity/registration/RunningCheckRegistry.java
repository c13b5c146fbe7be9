package dev.probity.registration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.RegisteredChecks;
import dev.probity.probe.Criticality;

/**
 * Registers checks of the running application as those of its beans are.
 */
final class RunningCheckRegistry {

	private final RegisteredChecks registrar;

	// guarded by the registrar
	private final Set<String> names = new HashSet<>();

	RunningCheckRegistry(RegisteredChecks registrar) {
		this.registrar = registrar;
	}

	void register(String name, HealthCheck check, Criticality criticality) {
		register(new CheckDefinition(name, null, criticality, Pace.NORMAL, (policy) -> check));
	}

	void register(CheckRegistration registration, Criticality criticality) {
		register(new CheckDefinition(registration, criticality));
	}

	private void register(CheckDefinition definition) {
		this.registrar.exclusively(() -> {
			// first: a check that is registered can be taken out, whatever memory there
			// is
			boolean added = this.names.add(definition.name());
			try {
				this.registrar.add(List.of(definition), definition.criticality());
				return true;
			}
			catch (Throwable ex) {
				if (added) {
					this.names.remove(definition.name());
				}
				throw ex;
			}
		});
	}

	boolean unregister(String name) {
		return this.registrar.exclusively(() -> {
			if (!this.names.contains(name)) {
				return false;
			}
			this.registrar.remove(List.of(name));
			return this.names.remove(name);
		});
	}

}
