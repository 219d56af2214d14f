/** A time of day as content writes it: '09:00'. */

/** Minutes since midnight of 'HH:MM'. */
export function minutesOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}
