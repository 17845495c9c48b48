"""What must hold for every case, on random ones: planner, checker and brute force agree, and nobody is favoured."""
