package dev.probity.load;

/**
 * What all instances of a fleet share, at one moment.
 */
final class Weather {

	private Dependency database = Dependency.UP;

	private Dependency cache = Dependency.UP;

	Dependency database() {
		return this.database;
	}

	Dependency cache() {
		return this.cache;
	}

	void become(Dependency database, Dependency cache) {
		this.database = database;
		this.cache = cache;
	}

	/**
	 * Whether something outside the instances is there.
	 */
	enum Dependency {

		UP, DOWN

	}

}
