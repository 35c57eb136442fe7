/** One step of the teacher: θ′ ← βθ′ + (1 − β)θ, entry by entry. */
export function averageStep(
  teacher: Float64Array,
  student: Float64Array,
  beta: number,
): Float64Array {
  return teacher.map((own, i) => beta * own + (1 - beta) * (student[i] ?? 0));
}

/** The same after all steps at once: βᵗ θ′₀ + (1 − β) Σ β^(t−i) θ_i, for students θ_1 … θ_t. */
export function averageOf(
  start: Float64Array,
  students: readonly Float64Array[],
  beta: number,
): Float64Array {
  const t = students.length;
  return start.map((own, entry) =>
    students.reduce(
      (sum, student, i) => sum + (1 - beta) * beta ** (t - 1 - i) * (student[entry] ?? 0),
      beta ** t * own,
    ),
  );
}
