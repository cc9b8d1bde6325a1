import { clsx, type ClassValue } from "clsx"

/**
 * Joins class names. What a component looks like by itself is a class of the stylesheet's layer of components, so that
 * a class of Tailwind beside it wins; two of Tailwind's that set the same thing must not meet.
 */
export function cn(...inputs: ClassValue[]): string | undefined {
  return clsx(inputs) || undefined
}
