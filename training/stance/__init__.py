"""The stance model: data, network, training, calibration."""
