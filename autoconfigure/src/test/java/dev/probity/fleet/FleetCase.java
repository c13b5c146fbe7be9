package dev.probity.fleet;

/**
 * What befalls a simulated fleet for two minutes: a row of the table. Instances are
 * numbered from 0; seconds count from the beginning of the trouble.
 */
enum FleetCase {

	ALL_LEAVE("All lose the database", "`leave`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean asks() {
			return false;
		}

	},

	ALL("All lose the database", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

	},

	ONE("One loses its way to the database", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return instance == 0;
		}

	},

	THIRTY_PERCENT("30 % lose it", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return instance < size * 0.3;
		}

	},

	FIFTY_PERCENT("50 % lose it", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return instance < size * 0.5;
		}

	},

	SIXTY_PERCENT("60 % lose it", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return instance < size * 0.6;
		}

	},

	FLAPPING("It is gone for 10 s and back for 10 s, for all", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return second % 20 < 10;
		}

	},

	HALF_FROZEN("All lose it, and half of the instances are frozen", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean isFrozen(int instance, int size) {
			return instance % 2 == 1;
		}

	},

	DNS_FAILS("All lose it, and DNS: the last good list counts", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

	},

	DNS_NEVER_WORKED("All lose it, and DNS has never answered", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean knowsPeers() {
			return false;
		}

	},

	CUT_OFF("One loses it and every way to its peers", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return instance == 0;
		}

		@Override
		boolean isCutOff(int instance) {
			return instance == 0;
		}

	},

	TWO_RELEASES("All lose it; half are of a release without the check", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean hasCheck(int instance) {
			return instance % 2 == 0;
		}

	},

	ROLLOUT("All lose it while one in five is being replaced", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean startsMeanwhile(int instance, int size) {
			return instance >= size - Math.max(1, size / 5);
		}

	},

	ONE_IS_GONE("All lose it, and one of the addresses is of an instance that is gone", "`ask`") {

		@Override
		boolean isDown(int instance, int size, double second) {
			return true;
		}

		@Override
		boolean isFrozen(int instance, int size) {
			return instance == size - 1;
		}

	};

	private final String words;

	private final String shared;

	FleetCase(String words, String shared) {
		this.words = words;
		this.shared = shared;
	}

	String words() {
		return this.words;
	}

	String shared() {
		return this.shared;
	}

	abstract boolean isDown(int instance, int size, double second);

	boolean asks() {
		return true;
	}

	boolean isFrozen(int instance, int size) {
		return false;
	}

	boolean knowsPeers() {
		return true;
	}

	boolean isCutOff(int instance) {
		return false;
	}

	boolean hasCheck(int instance) {
		return true;
	}

	boolean startsMeanwhile(int instance, int size) {
		return false;
	}

}
