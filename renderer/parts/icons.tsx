// The few drawn marks that buttons carry.
export function Arrow({ back = false }: { back?: boolean }) {
  return (
    <svg className="arrow" viewBox="0 0 44 24" aria-hidden="true">
      <path
        d={back ? 'M42 12H2M12 3L2 12L12 21' : 'M2 12H42M32 3L42 12L32 21'}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
      />
    </svg>
  );
}

export function Seal({ text, size = 'normal' }: { text: string; size?: 'mini' | 'normal' | 'big' }) {
  return (
    <span className={`seal seal-${size}`} aria-hidden="true">
      {text}
    </span>
  );
}
