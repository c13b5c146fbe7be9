package dev.probity.startup;

/**
 * A startup task, and the bean that defines it.
 */
record StartupTaskDefinition(String bean, StartupTaskRegistration registration) {

	String name() {
		return this.registration.name();
	}

	/**
	 * The task as errors name it.
	 */
	String inWords() {
		return this.bean.equals(name()) ? "'%s'".formatted(name()) : "'%s' (bean '%s')".formatted(name(), this.bean);
	}

}
