package dev.probity.startup;

import dev.probity.lifecycle.ImmediateCondition;

/**
 * Keeps the instance from becoming ready until the application opens the gate. Define it
 * as a bean. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StartupGate implements ImmediateCondition {

	private final String description;

	private volatile boolean open;

	private volatile Runnable signal = () -> {
	};

	/**
	 * A gate that is closed.
	 * @param description what is awaited, for example {@code leader elected}; not empty
	 */
	public StartupGate(String description) {
		if (description.isBlank()) {
			throw new IllegalArgumentException("The description of a startup gate must not be empty");
		}
		this.description = description;
	}

	/**
	 * Open the gate, permanently. Further calls have no effect.
	 */
	public void open() {
		this.open = true;
		this.signal.run();
	}

	@Override
	public void onChange(Runnable signal) {
		this.signal = signal;
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public boolean isMet() {
		return this.open;
	}

}
