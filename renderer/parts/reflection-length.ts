/** As model/reflection.ts has it, whose schemas the page does not need. */
export const maxReflectionLength = 800;
